// Notes that go with a request to connect. Short: the networks cut a note at 200 to 300 characters. Data only.
import type { Words } from '../facts.ts';

/** A connection request with a note. */
export const connect: Words = {
  old: [
    "Hi {name}, it's been a while, and I'd like to know what you're doing these days. May I add you here?",
    "Hi {name}, I'd like not to lose sight of you. How are things?",
    'Hi {name}, you came to mind today, so I looked you up. How has life treated you?',
    "Hi {name}, it's been a while. I'd like to hear how you are, and how things are at {org}. May I add you?",
    'Hi {name}, how nice to find a name I know here. What are you up to these days?',
  ],
  met: [
    "Hi {name}, we've met, and I'd like to keep you in view. May I add you here?",
    "Hi {name}, we've met, and I'm trying not to lose the people I meet. Shall we connect?",
    "Hi {name}, we met [where you met]. I'd like to hear how things go for you. May I add you here?",
    "Hi {name}, we've met before. I'd like to see what you're up to at {org}. Is that all right with you?",
    "Hi {name}, we've met before, and I'd like to hear more about what you do. Shall we connect?",
  ],
  unsure: [
    "Hi {name}, I'd like to hear more about what you do. May I add you here?",
    'Hi {name}, you came to mind today, so I looked you up. May I add you?',
    "Hi {name}, I'm trying to keep up with people better than I do. Shall we connect?",
    "Hi {name}, I'm curious about {org} and the people there. May I add you?",
    "Hi {name}, I'm learning about work like yours, and I'd like to read what you write. Is it all right if I add you?",
  ],
  referred: [
    "Hi {name}, {by} told me about you. I'm learning about work like yours, and I'd like to follow what you do. May I add you?",
    'Hi {name}, {by} mentioned you to me. Is it all right if I add you here?',
    "Hi {name}, {by} told me about you and about {org}, and I'm curious about both. Shall we connect?",
    'Hi {name}, {by} gave me your name. I may have a question for you one day, a short one. Is that all right?',
    'Hi {name}, I was told about you and what you do. May I add you here?',
    "Hi {name}, your name came up, and I looked you up. I'd like to follow what you do. Is that all right?",
    "Hi {name}, we haven't met, but someone told me about you. I'm learning about your line of work. Shall we connect?",
    "Hi {name}, someone pointed me to you. I'd like to read what you write and learn a bit from it. May I add you?",
  ],
  stranger: [
    "Hello {name}, we haven't met. I'm learning about work like yours from people who do it. May I add you here?",
    "Hello {name}, we don't know each other yet. I'd like to follow what you're working on. Is that all right?",
    "Hello {name}, we haven't met. I'm curious about {org} and the people who work there. Shall we connect?",
    "Hello {name}, I'm finding my way into work like yours, and I'd like to see what people in it think about. May I add you?",
    "Hello {name}, we haven't met. I may have a question for you one day, a short one. Is that all right?",
  ],
};
