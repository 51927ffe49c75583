// The front of the house: what doors may call. (Types first; the works follow.)

import type { Ask, Who } from './ask.ts';
import type { Block, FileOut, Form, Message } from './reply/reply.ts';

/** A message of the talk as it stands now. */
export interface Said {
  readonly id: string;
  readonly at: number;
  readonly author: 'member' | 'rungs';
  /** What the member typed (author member). */
  readonly text?: string;
  /** What Rungs said (author rungs). */
  readonly message?: Message;
}

/** What came of an ask: messages of the talk, new or redrawn, by id; and a form to open. */
export interface Answered {
  readonly said: readonly Said[];
  readonly form?: Form;
  /** A form was sent with something wrong in it: it stays open, with this at the field. */
  readonly problem?: { readonly field?: string; readonly text: string };
}

/** Home beside the talk: titled sections, drawn with the same blocks. */
export interface Home {
  readonly joined: boolean;
  readonly sections: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
}

/** One entry of the command table, for menus. */
export interface MenuEntry {
  readonly verb: string;
  readonly summary: string;
  readonly example?: string;
}

export interface App {
  /** Commit the ask as one inbox row; resolves once it is durable. A second delivery of the same event gives the same row. */
  hear(ask: Ask): Promise<string>;
  /** Work the row (once; a second call gives the same answer). */
  answer(row: string): Promise<Answered>;
  menu(): readonly MenuEntry[];
  home(who: Who): Promise<Home>;
  /** The last messages of the talk, oldest first; only for doors whose talk is kept here. */
  talk(who: Who): Promise<readonly Said[]>;
  /** Put an unasked message into the talk kept here, once per wire key. */
  post(who: Who, wireKey: string, message: Message): Promise<Said>;
  /** Whether a message with that wire key stands in the talk kept here. */
  posted(who: Who, wireKey: string): Promise<boolean>;
  /** A file the member may fetch; null when there is none of that name. */
  file(who: Who, name: string): Promise<FileOut | null>;
  /** The program's now, epoch ms. */
  now(): number;
}
