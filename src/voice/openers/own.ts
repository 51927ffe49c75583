// Words for activities of the member's own: they may be said or sent, so they fit both. Data only.
import type { Words } from '../facts.ts';

/** Anything the member thought of themselves. */
export const own: Words = {
  friend: [
    'Hi {name}, you came to mind, so here I am. How are you?',
    "Hi {name}, I'm working out what comes next for me. What would you try first, in my place?",
    "Hi {name}, I'd like some news that isn't mine. What's been happening with you?",
    "Hi {name}, who do you know who likes what they do? I'd like to hear from people like that. Does anyone come to mind?",
    "Hi {name}, how are things at {org}? Would you tell me what it's like there some time?",
  ],
  old: [
    "Hi {name}, it's been a while. How has life treated you?",
    "Hi {name}, I'd like to hear your news. What are you doing these days?",
    "Hi {name}, it's been a while. I'm working out my next step, and I'm curious how you found yours. How did it come about?",
    "Hi {name}, it's been a while. How are you, and how are things at {org}?",
    "Hi {name}, it's been a while, and I'd like your advice on one thing. If you were starting again, where would you begin?",
  ],
  met: [
    "Hi {name}, we've met, and you came to mind. How have you been since?",
    "Hi {name}, we've met before. I'd like to hear more about what you do. What's a good day like?",
    "Hi {name}, we've met. I'm asking people what they wish they'd known when they started. What would you say?",
    "Hi {name}, we've met before. What's keeping people busy at {org} just now?",
    "Hi {name}, we've met, so I'm not quite a stranger. I'm learning about different kinds of work. Who would you talk to, in my place?",
  ],
  unsure: [
    'Hi {name}, you came to mind, so here I am. How are you?',
    "Hi {name}, I'd like to hear more about what you do. What's a good day like?",
    "Hi {name}, I'm asking people what they wish they'd known when they started. What would you say?",
    "Hi {name}, what's keeping people busy at {org} just now?",
    "Hi {name}, I'm learning about different kinds of work. Who would you talk to, in my place?",
  ],
  answered: [
    'Hi {name}, it was good to hear from you last time. How are things now?',
    'Hi {name}, you took a moment for me before. Is there anything I can do for you?',
    "Hi {name}, I'm still working out my next step. Who else would you talk to, if you were me?",
    "Hi {name}, you came to mind, so I'm saying hello. What's new with you?",
  ],
  referred: [
    "Hi {name}, {by} told me about you. I'm learning about work like yours. How did you get into it?",
    "Hi {name}, {by} mentioned you to me. What's changing most in your line of work?",
    'Hi {name}, I was told about you. How did you come to do what you do?',
    "Hi {name}, we haven't met, but your name came up. What do you wish you'd known when you started?",
    "Hi {name}, somebody told me about you. I'm working out my next step. Who else would you talk to, in my place?",
    "Hi {name}, we don't know each other yet; your name was given to me. What's a good day like in what you do?",
  ],
  any: [
    "Hello {name}, we haven't met. I'm learning about different kinds of work. How did you get into yours?",
    "Hello {name}, you don't know me. May I ask you one short question about what you do?",
    "Hello {name}, we don't know each other yet. I'm asking people what they wish they'd known when they started. What would you say?",
    "Hello {name}, we haven't met. I'm learning about work like yours. Who would you talk to first, in my place?",
    "Hello {name}, we haven't met. I'm curious what it's like at {org}, from the inside. Would you tell me a little?",
  ],
  reply: [
    'Thank you for answering, {name}. Could we talk for fifteen minutes one day?',
    'I was glad to hear from you, {name}. Who else would you talk to, if you were me?',
    'Good to hear from you, {name}. And how are things on your side?',
    'Thanks for coming back to me, {name}. May I ask you one more thing?',
  ],
  followUp: [
    "Hi {name}, weeks fill up, and there's no hurry on my side. How are you?",
    "Hi {name}, no need to go back to last time. What's new with you?",
    "Hi {name}, here's a smaller question. Is there one person you'd talk to, in my place?",
    "Hi {name}, one more from me, and then I'll leave it with you. Would another month be better?",
  ],
  promise: [
    "Hi {name}, I hadn't forgotten. This is what I promised you: [what you promised].",
    'Hi {name}, as promised: [what you promised]. Does it help?',
    "Hi {name}, here's the thing I owed you: [what you promised]. Is there anything else I can do?",
    'Hi {name}, I said I would, and here it is: [what you promised].',
  ],
};
