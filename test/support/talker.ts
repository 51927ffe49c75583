// A conversation is written once, over this; each door has a driver of it.

export interface Talker {
  /** Type a line. */
  says(text: string): Promise<void>;
  /** Press the newest button of that name. */
  presses(label: string): Promise<void>;
  /** Choose on the newest rating. */
  rates(value: number): Promise<void>;
  /** Fill the open form by its labels, and send it. */
  fills(fields: Readonly<Record<string, string>>, submit: string): Promise<void>;
  /** Wait for a message that fits; gives its text. Throws with what was said instead. */
  hears(pattern: RegExp): Promise<string>;
  /** Every message so far, oldest first. */
  heard(): Promise<readonly string[]>;
  /** Buttons of the newest message. */
  buttons(): Promise<readonly string[]>;
}
