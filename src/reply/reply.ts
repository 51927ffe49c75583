// What the bot can say, as plain data. One small table of functions per platform draws it (PerKind);
// a kind that a platform does not draw fails to compile.

import type { Action } from './action.ts';
import type { Rich } from './rich.ts';

/** A line of emphasis above what follows. */
export interface Heading {
  readonly kind: 'heading';
  readonly text: Rich;
}
/** A paragraph; a newline in a run is a line break. */
export interface Text {
  readonly kind: 'text';
  readonly text: Rich;
  /** `quiet` is drawn smaller: an aside, not the message. */
  readonly tone?: 'quiet';
}
/** Short lines, each with a mark before it. */
export interface List {
  readonly kind: 'list';
  readonly items: readonly Rich[];
}
/** Words to use: set apart, with a copy button where the platform has one. */
export interface Words {
  readonly kind: 'words';
  readonly subject?: string;
  readonly text: string;
}
/** Name and value pairs. */
export interface Facts {
  readonly kind: 'facts';
  readonly facts: readonly (readonly [name: string, value: Rich])[];
}
/** A picture made of numbers; the door draws it, the alt text says the same. */
export interface Picture {
  readonly kind: 'picture';
  readonly alt: string;
  readonly picture: LadderPicture;
}
/** Both ladders: how uneasy each rung is, 0–100, and the edge. No names: they stand in the text beside. */
export interface LadderPicture {
  readonly name: 'ladder';
  readonly edge: number;
  readonly activities: readonly { readonly label: string; readonly rating: number }[];
  /** People by number only: #1 is the first in the list beside the picture. */
  readonly people: readonly number[];
}
/** One control of eleven values, named 0 … 10; the choice arrives as the field `value`. */
export interface Rating {
  readonly kind: 'rating';
  readonly prompt: Rich;
  readonly action: Action;
  /** What Skip does; absent: no Skip. */
  readonly skip?: Action;
}
/** A row of things to press or pick. */
export interface Controls {
  readonly kind: 'controls';
  readonly controls: readonly Control[];
}

export type Block = Heading | Text | List | Words | Facts | Picture | Rating | Controls;

export interface Button {
  readonly kind: 'button';
  readonly label: string;
  readonly action: Action;
  readonly tone?: 'primary' | 'danger';
}
/** A choice of up to 25; the chosen option's value arrives as the field `value`. */
export interface Select {
  readonly kind: 'select';
  readonly label: string;
  readonly action: Action;
  readonly options: readonly Option[];
  readonly chosen?: string;
}
export interface Option {
  readonly value: string;
  readonly label: string;
}
/** A file to fetch, named by its file name; the door asks the app for its content. */
export interface FileLink {
  readonly kind: 'file';
  readonly name: string;
}

/** A file to choose and send: the app keeps it (App.upload), its id then arrives as the field `value`. */
export interface Upload {
  readonly kind: 'upload';
  readonly label: string;
  readonly action: Action;
  /** Ends of file names that the chooser shows first; what a file is, is told by its content. */
  readonly accept: readonly string[];
}

export type Control = Button | Select | FileLink | Upload;

/** A message in the talk. */
export interface Message {
  readonly kind: 'message';
  readonly blocks: readonly Block[];
  /** Redraw the message whose control was used, in place of a new one. */
  readonly replaces?: boolean;
  /** Text of a notification: never a name. */
  readonly notice: string;
  /** What it shows, such as one day's card: an earlier message on the same topic loses its controls to this one. */
  readonly topic?: string;
  /** The id of a follow-up that is settled by it: earlier messages lose its buttons. */
  readonly settles?: string;
}

/** A form, drawn as a dialog; sent, it arrives as a Do with `fields`. */
export interface Form {
  readonly kind: 'form';
  readonly title: string;
  readonly submit: string;
  readonly action: Action;
  readonly fields: readonly Field[];
  /** A line above the fields. */
  readonly note?: Rich;
  /** What is wrong, by field name; what was typed stays in the fields' `value`. */
  readonly errors?: Readonly<Record<string, string>>;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: 'line' | 'paragraph' | 'choice' | 'date' | 'time';
  readonly value?: string;
  readonly hint?: string;
  readonly required?: boolean;
  /** For `choice`. */
  readonly options?: readonly Option[];
}

/** Everything said in answer to one ask: any number of messages, and at most one form, last. */
export type Reply = Message | Form;
export type Answer = readonly Reply[];

/** A platform's drawing table: one function per kind of part. */
export type PerKind<Part extends { readonly kind: string }, Out> = {
  readonly [Kind in Part['kind']]: (part: Extract<Part, { readonly kind: Kind }>) => Out;
};

/** A file for the member. */
export interface FileOut {
  readonly name: string;
  readonly mime: string;
  readonly body: string;
}
