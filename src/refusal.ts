// The one error that a member may read. Anything else thrown is our fault and is answered with a reference.

/** Expected trouble, told kindly: `message` says in one line what is wrong and what to do next. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Name of the form field at fault, when one is. */
  readonly field: string | undefined;

  constructor(message: string, field?: string) {
    super(message);
    this.field = field;
  }
}
