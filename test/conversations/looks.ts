// Every screen and dialog after sign-up, in an order in which a member can come to them.

import type { PageDoor } from '../support/pageDoor.ts';

/** What is typed or pressed, and what it is that then stands there. */
type Look = readonly [name: string, act: (member: PageDoor) => Promise<unknown>];

const types =
  (line: string) =>
  (member: PageDoor): Promise<void> =>
    member.says(line);
const away = (member: PageDoor) => member.page.keyboard.press('Escape');

/** All of them. */
export const looks: readonly Look[] = [
  ['the first warm-up', (member) => member.hears(/^Your first warm-up/)],
  ['the menu', (member) => member.page.getByText('What can I say?').click()],
  ['the menu put away', (member) => member.page.getByText('What can I say?').click()],
  ['how it felt', (member) => member.presses('Did it')],
  ['what cannot be understood', types('frobnicate the widget')],
  ['a form to log', types('log')],
  ['the same form with an error', (member) => member.fills({}, 'Log it')],
  ['the form put away', away],
  ['people added', types('add Maria Quiroga at Acme, Ben')],
  ['the people', types('contacts')],
  ['one person', (member) => member.says('contacts Maria')],
  ['the form of a person', (member) => member.presses('Edit')],
  ['that put away', away],
  ['who is the same', (member) => member.presses('Merge')],
  ['a likely duplicate', types('add Maria Quiroga')],
  ['a meeting planned', types('meeting coffee with Olaf tomorrow 10:00')],
  ['a meeting held', types('meeting had a call with Frida today 07:00')],
  ['a form for a meeting', types('meeting')],
  ['that put away, too', away],
  ['what is owed', types('followups')],
  ['the ladder', types('ladder')],
  ['its numbers', (member) => member.page.getByRole('log').getByText('As a table').last().click()],
  ['the settings', types('settings')],
  ['the form of settings', (member) => member.presses('Change')],
  ['that put away as well', away],
  ['the calendar', (member) => member.presses('Calendar')],
  ['the goal', types('goal')],
  ['the export', types('export')],
  ['the record', types('report')],
  ['people to bring in', types('import')],
  ['lines to paste', (member) => member.presses('Paste lines')],
  ['a look at them', (member) => member.fills({ People: 'Olga Probe at Acme' }, 'Look at them')],
  ['what looks wrong', (member) => member.presses('Looks wrong')],
  ['the letters', (member) => member.presses('The letters look odd')],
  ['the help', types('help')],
  ['a wrong setting', types('settings morning 25:00')],
  ['forgetting asked', types('forget me')],
  ['the code to link', types('link')],
  ['a pause', types('pause until Friday')],
  ['back again', types('resume')],
  ['the card by hand', types('today')],
  ['the words of a step', (member) => member.presses('Words')],
  ['later', (member) => member.presses('Later')],
];
