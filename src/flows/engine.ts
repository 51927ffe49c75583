// Talks of several steps: one question at a time, with Skip and a way out of each. What a talk asks stands in its room.

import type { Context, Flow, Route, Step, Taken, Values } from '../command.ts';
import { Refusal } from '../refusal.ts';
import { act } from '../reply/action.ts';
import type { Answer, Block, Button, Message, Reply } from '../reply/reply.ts';
import { bare, code, t } from '../reply/rich.ts';
import { aside, button, controls, form, message } from '../reply/say.ts';
import { newId } from '../store/own.ts';
import { closeFlow, keepFlow, type OpenFlow, openFlows } from './rows.ts';

/** All talks by name. */
export type Flows = Readonly<Record<string, Flow>>;

/** A question left alone for a day no longer takes what is typed; its buttons still do. */
const listensFor = 24 * 60 * 60 * 1000;

/** A button that answers the question it stands under. */
export const tap = (label: string, value: string, tone?: Button['tone']): Button =>
  button(label, 'flow.take', { v: value }, tone);
/** The action of a rating or select that answers the question it stands under. */
export const taken = act('flow.take');

/** Ask a talk's first question. */
export async function begin(ctx: Context, flow: Flow, data: Values): Promise<Answer> {
  const first = typeof flow.first === 'string' ? flow.first : flow.first(ctx);
  return askStep(ctx, flow, first, data);
}

/** The talk whose question is open for typed words, if any. */
export async function listening(ctx: Context, flows: Flows): Promise<OpenFlow | null> {
  const open = (await openFlows(ctx)).find((f) => !f.data.left && flows[f.name]?.steps[f.step]);
  return open && ctx.now - open.at < listensFor ? open : null;
}

/** Give typed words to an open talk; null when they are no answer to its question. */
export async function take(ctx: Context, flows: Flows, open: OpenFlow, text: string): Promise<Answer | null> {
  const { flow, step } = at(flows, open);
  const took = await step.take(ctx, text, open.data);
  return took && onwards(ctx, flow, open, took);
}

async function onwards(ctx: Context, flow: Flow, open: OpenFlow, took: Taken): Promise<Answer> {
  return [...(took.said ?? []), ...(await go(ctx, flow, took, { ...open.data, ...took.data }))];
}

/** A talk again from where it was left, or null when it is not open. */
export async function goOn(ctx: Context, flow: Flow): Promise<Answer | null> {
  const open = (await openFlows(ctx)).find((f) => f.name === flow.name);
  return open ? askStep(ctx, flow, open.step, open.data, open.data.n) : null;
}

/** Routes of the buttons in every question: an answer given by tap, Skip, and the way out. */
export const flowRoutes = (flows: Flows): Readonly<Record<string, Route>> => ({
  take: async (ctx, args, fields) => {
    const open = await stillOpen(ctx, args);
    const value = args.v ?? fields.value ?? '';
    const { flow, step } = at(flows, open);
    const asked = await step.ask(ctx, open.data);
    if (!isAsked(asked, step, args.v)) throw stale();
    const took = await step.take(ctx, value, open.data);
    if (!took) throw args.v === undefined && step.typed ? unread() : stale();
    const answer = await onwards(ctx, flow, open, took);
    return took.inPlace ? inPlace(answer) : [...closed(asked.at(-1), value), ...answer];
  },
  skip: async (ctx, args) => {
    const open = await stillOpen(ctx, args);
    const { flow, step } = at(flows, open);
    if (!step.skip) throw stale();
    const asked = await step.ask(ctx, open.data);
    const answer = await onwards(ctx, flow, open, await step.skip(ctx, open.data));
    return [...closed(asked.at(-1), null), ...answer];
  },
  type: async (ctx, args) => {
    const { step } = at(flows, await stillOpen(ctx, args));
    if (!step.typed) throw stale();
    const { f = '', s = '', n = '' } = args;
    return [
      form({
        title: 'Your answer',
        submit: 'Send',
        action: act('flow.take', { f, s, n }),
        fields: [{ name: 'value', label: step.typed, type: 'paragraph', required: true }],
      }),
    ];
  },
  stop: async (ctx, args) => {
    const open = await stillOpen(ctx, args);
    const { again, left, steps } = flows[open.name] ?? {};
    const asked = await steps?.[open.step]?.ask(ctx, open.data);
    if (again) await keepFlow(ctx, open.name, open.step, { ...open.data, left: '1' });
    else await closeFlow(ctx, open.name);
    const back = again ? t` ${code(again)} goes on from here.` : '';
    const said = message('All right', t`All right, we leave it there. What you told me is kept.${back}`);
    return [...closed(asked?.at(-1), null, 'Left for now.'), said, ...(left ? await left(ctx) : [])];
  },
});

function at(flows: Flows, open: OpenFlow) {
  const flow = flows[open.name];
  const step = flow?.steps[open.step];
  if (!flow || !step) throw stale();
  return { flow, step };
}

async function go(ctx: Context, flow: Flow, { next, inPlace }: Taken, data: Values): Promise<Answer> {
  if (next !== null) return askStep(ctx, flow, next, data, inPlace ? data.n : undefined);
  await closeFlow(ctx, flow.name);
  return (await flow.done(ctx, data)).map((reply, i) =>
    i === 0 && reply.kind === 'message' && !reply.topic ? { ...reply, topic: `flow:${flow.name}` } : reply,
  );
}

/** Each question has a mark of its own, so that a button of an earlier one is known for stale; asked again, it keeps it. */
async function askStep(
  ctx: Context,
  flow: Flow,
  name: string,
  before: Values,
  n = newId().slice(0, 6),
): Promise<Answer> {
  const step = flow.steps[name];
  if (!step) throw new Error(`flow ${flow.name} has no step ${name}`);
  const { left: _, ...going } = before;
  const data = { ...going, n };
  await keepFlow(ctx, flow.name, name, data);
  const asked = await step.ask(ctx, data);
  const way = { f: flow.name, s: name, n };
  return asked.map((reply, i) =>
    reply.kind === 'message' ? bound(ctx, reply, way, i === asked.length - 1, step) : reply,
  );
}

/** The first message of an answer takes the clicked one's place. */
const inPlace = (answer: Answer): Answer =>
  answer.map((reply, i) => (i === 0 && reply.kind === 'message' ? { ...reply, replaces: true } : reply));

function bound(ctx: Context, asked: Message, way: Values, last: boolean, step: Step): Message {
  const out = last
    ? controls(
        // In a channel nobody hears what is typed: there it goes by a form.
        step.typed && ctx.place === 'channel' ? button('Type it here', 'flow.type', {}, 'primary') : null,
        step.skip ? button('Skip', 'flow.skip') : null,
        button('Enough for now', 'flow.stop'),
      )
    : null;
  return {
    ...asked,
    topic: `flow:${way.f}`,
    blocks: [...asked.blocks, ...(out ? [out] : [])].map((block) => bind(block, way)),
  };
}

function bind(block: Block, way: Values): Block {
  const mine = <C extends object>(control: C): C =>
    'action' in control && (control.action as Button['action']).route.startsWith('flow.')
      ? {
          ...control,
          action: act((control.action as Button['action']).route, {
            ...(control.action as Button['action']).args,
            ...way,
          }),
        }
      : control;
  if (block.kind === 'rating') return mine(block);
  return block.kind === 'controls' ? { ...block, controls: block.controls.map(mine) } : block;
}

/** The question once answered or left: its words stay, its buttons go. */
function closed(asked: Reply | undefined, value: string | null, without = 'Skipped.'): Answer {
  if (asked?.kind !== 'message') return [];
  const chosen = value === null ? without : labelOf(asked, value);
  const blocks = asked.blocks.flatMap((b): Block[] =>
    b.kind === 'controls' ? [] : b.kind === 'rating' ? [{ kind: 'text', text: b.prompt }] : [b],
  );
  return [{ ...asked, blocks: [...blocks, aside(chosen)], replaces: true }];
}

/** Whether the question as it stands still asks for it: `v` by a button, without one by a rating, a select or a form. */
function isAsked(asked: Answer, step: Step, v: string | undefined): boolean {
  if (v === undefined && step.typed) return true;
  const blocks = asked.flatMap((reply) => (reply.kind === 'message' ? reply.blocks : []));
  const all = blocks.flatMap((block) => (block.kind === 'controls' ? block.controls : []));
  return v === undefined
    ? blocks.some((block) => block.kind === 'rating') || all.some((one) => one.kind === 'select')
    : all.some((one) => one.kind === 'button' && one.action.args.v === v);
}

function labelOf(asked: Message, value: string): string {
  for (const block of asked.blocks) {
    if (block.kind !== 'controls') continue;
    for (const control of block.controls) {
      if (control.kind === 'button' && control.action.args.v === value) return `✓ ${control.label}`;
      const option = control.kind === 'select' ? control.options.find((o) => o.value === value) : undefined;
      if (option) return `✓ ${option.label}`;
    }
  }
  return bare(t`✓ ${value}`);
}

async function stillOpen(ctx: Context, args: Values): Promise<OpenFlow> {
  const open = (await openFlows(ctx)).find((f) => f.name === args.f);
  if (!open || open.step !== args.s || open.data.n !== args.n) throw stale();
  return open;
}

const unread = () =>
  new Refusal('I could not read that as an answer. Press “Type it here” and try it in other words, please.');
const stale = () => new Refusal('That question has been answered already. Nothing changed.');
