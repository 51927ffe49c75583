// A house with one room for trying doors: sample replies with every kind of part, and a record of the asks that came in.
// It knows no rule of Rungs; what it answers depends on the words alone.

import type { Answered, App, Home, Said } from '../../src/app.ts';
import type { Ask } from '../../src/ask.ts';
import { act } from '../../src/reply/action.ts';
import type { Block, Control, Form, LadderPicture, Message, PerKind } from '../../src/reply/reply.ts';
import { bold, code, italic, t } from '../../src/reply/rich.ts';

/** Built-in ways and invented people, as a member a few weeks in has them. */
export const sampleLadder: LadderPicture = {
  name: 'ladder',
  edge: 35,
  activities: [
    { label: 'List three people', rating: 10 },
    { label: 'Comment on a post', rating: 15 },
    { label: 'Send something useful', rating: 20 },
    { label: 'Message', rating: 20 },
    { label: 'E-mail someone I know', rating: 30 },
    { label: 'Voice note', rating: 35 },
    { label: 'Connect with a note', rating: 30 },
    { label: 'Ask for an introduction', rating: 40 },
    { label: 'Write to someone I was told of', rating: 45 },
    { label: 'Coffee', rating: 50 },
    { label: 'Phone someone I know', rating: 55 },
    { label: 'Own way 1', rating: 50 },
    { label: 'Ask for 15 minutes', rating: 60 },
    { label: 'E-mail a stranger', rating: 70 },
    { label: 'Cold call', rating: 90 },
  ],
  people: [10, 15, 40, 40, 50, 60, 30, 45, 80],
};

/** One control of each kind; a new kind does not compile until it has a sample. */
export const sampleControls: PerKindSample<Control> = {
  button: { kind: 'button', label: 'Did it', action: act('today.did', { p: '1' }), tone: 'primary' },
  select: {
    kind: 'select',
    label: 'How well do you know Maria?',
    action: act('contacts.known', { c: '1' }),
    options: ['Friend', 'Old colleague', 'Met', 'Told of them', 'Stranger', 'Not sure'].map((label, i) => ({
      value: String(i),
      label,
    })),
  },
  file: { kind: 'file', name: 'rungs.json' },
  upload: { kind: 'upload', label: 'Choose a file', action: act('import.file'), accept: ['.csv', '.zip'] },
};

/** One block of each kind; a new kind does not compile until it has a sample. */
export const sampleBlocks: PerKindSample<Block> = {
  heading: { kind: 'heading', text: t`Good morning, ${bold('two small steps')} today` },
  text: {
    kind: 'text',
    text: t`Write to ${bold('Maria')}: ${italic('you both')} used ${code('vi')}.\nTwo lines.`,
  },
  list: { kind: 'list', items: [t`${bold('Ben')}: a thank-you is due`, t`Nora: coffee on Thursday`] },
  words: {
    kind: 'words',
    subject: 'That talk in Lyon',
    text: 'Hi Maria, your talk in Lyon stayed with me.\nMay I ask how you came to that field?',
  },
  facts: {
    kind: 'facts',
    facts: [
      ['Morning', t`09:00`],
      ['Days', t`mon, tue, wed, thu, fri`],
    ],
  },
  picture: {
    kind: 'picture',
    alt: 'Two ladders, ways and people. Your edge is at 3.5: five ways and three people are comfortable.',
    picture: sampleLadder,
  },
  rating: {
    kind: 'rating',
    prompt: t`How did it feel?`,
    action: act('log.felt', { t: '1' }),
    skip: act('log.skip', { t: '1' }),
  },
  controls: {
    kind: 'controls',
    controls: [
      sampleControls.button,
      { kind: 'button', label: 'Words', action: act('today.words', { p: '1' }) },
      { kind: 'button', label: 'Easier', action: act('today.easier', { p: '1' }) },
      { kind: 'button', label: 'Swap', action: act('today.swap', { p: '1' }) },
      { kind: 'button', label: 'Later', action: act('today.later', { p: '1' }) },
      { kind: 'button', label: 'Forget', action: act('forget.me'), tone: 'danger' },
      sampleControls.select,
      sampleControls.file,
      sampleControls.upload,
    ],
  },
};

type PerKindSample<Part extends { readonly kind: string }> = {
  readonly [Kind in keyof PerKind<Part, unknown>]: Extract<Part, { readonly kind: Kind }>;
};

/** A form with a field of each type. */
const sampleForm: Form = {
  kind: 'form',
  title: 'Log a step',
  submit: 'Log it',
  action: act('log.save'),
  note: t`Only what happened. The rest can wait.`,
  fields: [
    { name: 'who', label: 'Who was it?', type: 'line', required: true, hint: 'A first name is enough.' },
    {
      name: 'way',
      label: 'How?',
      type: 'choice',
      options: [
        { value: 'email', label: 'E-mail' },
        { value: 'coffee', label: 'Coffee' },
      ],
    },
    { name: 'day', label: 'Which day?', type: 'date', value: '2026-11-23' },
    { name: 'time', label: 'At what time?', type: 'time' },
    { name: 'note', label: 'A note for later', type: 'paragraph' },
  ],
};

/** Words that a careless page would run, turn round or choke on. */
export const hostile = [
  '<img src=x onerror="document.title=1">',
  '<script>alert(1)</script> & &amp; </p>',
  '**not bold** [link](javascript:alert(1)) `x`',
  '\u202Eevil\u202C \u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627',
  '👩🏽‍🚀🧗 e\u0301 \u0000\u0007',
  'lone \uD83D surrogate',
  'W'.repeat(600),
] as const;

export interface SampleApp extends App {
  /** Every ask heard, as it came in. */
  readonly asks: Ask[];
  /** Every file that was sent. */
  readonly files: Buffer[];
  /** Rows worked so far: one a distinct event key. */
  readonly rows: Map<string, Promise<Answered>>;
  /** The talk, oldest first. */
  readonly said: Said[];
  /** Say something unasked into the talk without telling any tab. */
  say(...blocks: readonly Block[]): Said;
  /** Make the next asks take this long, ms. */
  delay: number;
  /** Throw on the next so many `hear`s. */
  broken: number;
}

const message = (...blocks: readonly Block[]): Message => ({ kind: 'message', blocks, notice: 'News' });

/** A new sample house; its clock stands at 09:00 UTC on 23 November 2026. */
export function createSampleApp(): SampleApp {
  const said: Said[] = [];
  const rows = new Map<string, Promise<Answered>>();
  const keyed = new Map<string, Said>();
  const asks: Ask[] = [];
  const files: Buffer[] = [];
  const at = Date.UTC(2026, 10, 23, 9);
  let count = 0;

  const keep = (part: Omit<Said, 'id' | 'at'>): Said => {
    const one = { id: String(++count), at, ...part };
    said.push(one);
    return one;
  };
  const redraw = (id: string, ...blocks: readonly Block[]): Said => {
    const i = said.findIndex((one) => one.id === id);
    const one: Said = { id, at, author: 'rungs', message: message(...blocks) };
    if (i >= 0) said[i] = one;
    return one;
  };

  function answerDo(ask: Extract<Ask, { kind: 'do' }>): Answered {
    if (ask.route === 'log.save')
      return ask.fields.who === 'Nobody'
        ? { said: [], form: { ...sampleForm, errors: { who: 'I know nobody of that name.' } } }
        : { said: [keep({ author: 'rungs', message: message({ kind: 'text', text: t`Logged.` }) })] };
    if (ask.route === 'today.words') return { said: [], form: sampleForm };
    if (ask.route === 'today.did' && ask.message)
      return { said: [redraw(ask.message, sampleBlocks.heading, sampleBlocks.rating)] };
    const value = ask.fields.value === undefined ? '' : `=${ask.fields.value}`;
    const text = t`${ask.route}${value}`;
    return { said: [keep({ author: 'rungs', message: message({ kind: 'text', text }) })] };
  }

  function answerSay(text: string): Answered {
    const mine = keep({ author: 'member', text });
    const kind = text.trim();
    if (kind === 'form') return { said: [mine], form: sampleForm };
    const blocks: readonly Block[] = Object.hasOwn(sampleBlocks, kind)
      ? [sampleBlocks[kind as Block['kind']]]
      : [{ kind: 'text', text: t`You said: ${bold(text)}` }];
    return { said: [mine, keep({ author: 'rungs', message: message(...blocks) })] };
  }

  const app: SampleApp = {
    asks,
    files,
    rows,
    said,
    delay: 0,
    broken: 0,
    say: (...blocks) => keep({ author: 'rungs', message: message(...blocks) }),
    async hear(ask) {
      asks.push(ask);
      if (app.broken > 0) {
        app.broken -= 1;
        throw new Error('the database does not answer');
      }
      await new Promise((done) => setTimeout(done, app.delay));
      if (!rows.has(ask.eventKey))
        rows.set(ask.eventKey, Promise.resolve(ask.kind === 'say' ? answerSay(ask.text) : answerDo(ask)));
      return ask.eventKey;
    },
    async answer(row) {
      const answered = rows.get(row);
      if (!answered) throw new Error(`no row ${row}`);
      return answered;
    },
    suggest: async () => [],
    left: async () => undefined,
    back: async () => undefined,
    menu: () => [
      { verb: 'today', summary: 'Your steps for today' },
      { verb: 'add', summary: 'Someone new', example: 'add Maria Quint' },
      { verb: 'log', summary: 'Something that happened', example: 'log emailed Maria yesterday, felt 3' },
      { verb: 'contacts', summary: 'Everyone on your ladder' },
      { verb: 'ladder', summary: 'Both ladders and your edge' },
      { verb: 'settings', summary: 'Morning, days, zone, quiet hours' },
    ],
    home: async (): Promise<Home> => ({
      joined: true,
      sections: [
        {
          title: 'Today',
          blocks: [
            { kind: 'heading', text: t`Write to Maria about her talk` },
            { kind: 'text', text: t`Then: coffee with Ben` },
            {
              kind: 'controls',
              controls: [
                {
                  kind: 'button',
                  label: 'Done with Maria',
                  action: act('home.did', { p: '1' }),
                  tone: 'primary',
                },
                { kind: 'button', label: 'Not today', action: act('home.no') },
              ],
            },
          ],
        },
        { title: 'Your ladders', blocks: [sampleBlocks.picture] },
        { title: 'Owed', blocks: [sampleBlocks.list] },
        {
          title: 'This week',
          blocks: [
            {
              kind: 'facts',
              facts: [
                ['Steps', t`6 of 10`],
                ['Talks', t`1`],
              ],
            },
          ],
        },
      ],
    }),
    talk: async () => said.slice(-60),
    async post(_who, wireKey, letter) {
      const before = keyed.get(wireKey);
      if (before) return [before];
      const one = keep({ author: 'rungs', message: letter });
      keyed.set(wireKey, one);
      return [one];
    },
    posted: async (_who, wireKey) => keyed.has(wireKey),
    file: async (_who, name) =>
      name === 'rungs.json' ? { name, mime: 'application/json', body: '{"format":1}' } : null,
    async upload(_who, bytes) {
      if (bytes.length === 0) return { problem: 'That file is empty. Nothing was changed.' };
      files.push(Buffer.from(bytes));
      return { id: `file-${files.length}` };
    },
    calendar: async () => null,
    now: () => at,
  };
  return app;
}
