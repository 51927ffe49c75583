// Notes that go with a request to connect. Short: the networks cut a note at 200 to 300 characters. Data only.
import type { Words } from '../facts.ts';

/** A connection request with a note. */
export const connect: Words = {
  old: [
    "Hi {name}, it's been a long while, and I'd like to know what you're doing these days. How are you?",
    "Hi {name}, we knew each other a good while ago, and I'd be glad not to lose sight of you again. How are things?",
    "Hi {name}, you came to mind today, so I looked you up. I'd like to hear how life has treated you.",
    "Hi {name}, it's been too long. I'd like to hear how you are, and how things are at {org}.",
    "Hi {name}, a familiar name on a screen full of strangers. I'd be glad to be in contact again. What are you up to?",
  ],
  met: [
    "Hi {name}, we met a while ago, and I'd be glad to keep in contact.",
    "Hi {name}, we've met, and I'm learning not to let people drift off. I'd be glad to stay in contact.",
    "Hi {name}, we met [where you met]. I'd like to hear how things go for you.",
    "Hi {name}, we met a while back. I'd like to follow what you're doing at {org}.",
    "Hi {name}, we met a while ago and I'd like to hear more about what you do. Is that all right with you?",
  ],
  referred: [
    "Hi {name}, {by} told me about you. I'm learning about work like yours, and I'd be glad to be in contact.",
    "Hi {name}, {by} said you'd be a good person to know. I'd like to see what you're thinking about.",
    "Hi {name}, {by} told me about you and about {org}. I'd be glad to be in contact.",
    'Hi {name}, {by} gave me your name. I may have a question for you one day, a short one. Is that all right?',
    "Hi {name}, I was told you'd be a good person to ask about what you do. I'd be glad to be in contact.",
    "Hi {name}, your name came up when I asked who's worth listening to. I'd like to follow what you do.",
    "Hi {name}, we haven't met, but someone told me about you. I'm learning about your line of work and would be glad to be in contact.",
    "Hi {name}, someone pointed me to you. I'd like to read what you write and learn a bit from it. Is that all right?",
  ],
  stranger: [
    "Hello {name}, we haven't met. I'm learning about work like yours from people who do it, and I'd be glad to be in contact.",
    "Hello {name}, we don't know each other yet. I'd like to follow what you're working on. Is that all right?",
    "Hello {name}, I'm curious about {org} and the people who work there. I'd be glad to be in contact.",
    "Hello {name}, I'm finding my way into work like yours, and I'd like to see what people in it are thinking about.",
    "Hello {name}, we haven't met. I may have a question for you one day, a short one. Is that all right?",
  ],
};
