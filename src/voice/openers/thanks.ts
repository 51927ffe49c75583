// Thanks, cards, and putting two people in contact. Data only.
import type { TalkKind, Template, Words } from '../facts.ts';

/** Thank-yous by what they are for; `any` when that is not known. */
export const thanks: Readonly<Record<Exclude<TalkKind, 'other'> | 'any', readonly Template[]>> = {
  coffee: [
    "Hi {name}, thank you for meeting me. It did me good to talk it over with somebody, and I'm glad it was you.",
    "Hi {name}, thank you for making the time. If there's ever something I can do for you, tell me.",
    "Hi {name}, thank you for making time for me. I've been thinking about [one thing they said] since, and I'll do something with it.",
    "Hi {name}, it was good to sit down with you. I wanted to say thank you while it's fresh.",
    "Hi {name}, thanks for the coffee and the talk. Next time, I'd like to hear more of your side.",
    'Hi {name}, thank you for seeing me. I know what an hour in a week is worth.',
    "Hi {name}, I'm glad we did that. Thank you for coming out for it, and for listening.",
    "Hi {name}, thank you for the talk. I'll let you know what comes of it.",
  ],
  call: [
    "Hi {name}, thank you for the call. It's easier to know where to go after talking to a person instead of a screen.",
    "Hi {name}, thanks for taking the time to talk. I'm going to use what you told me.",
    'Hi {name}, thank you for talking with me. What you said about [one thing they said] has stayed with me.',
    'Hi {name}, it was good to talk. Thank you for your time, and if I can ever do the same for you, just ring.',
    'Hi {name}, I know how a call cuts into a day, so thank you for yours.',
    "Hi {name}, thank you for picking up and for talking with me. I'll let you know what comes of it.",
  ],
  interview: [
    [
      'Thank you',
      "Hello {name},\n\nThank you for the conversation, and for telling me how you work. If there's anything else you'd like to know, please ask.",
    ],
    [
      'Thank you for your time',
      "Hello {name},\n\nThank you for seeing me. I've thought more about [one thing you discussed], and I enjoyed talking it through with you. I look forward to hearing from you.",
    ],
    [
      'Thank you for a good talk',
      "Hello {name},\n\nThank you for the conversation. Your questions made me think, and I liked hearing about {org} from somebody who's there. I'm glad to answer anything that's still open.",
    ],
    [
      'Thank you for the conversation',
      'Hello {name},\n\nThank you for your time and for answering my questions. It helps to hear what the days are like. I look forward to hearing from you.',
    ],
    [
      'With thanks',
      'Hello {name},\n\nI wanted to thank you for meeting me. Whatever you decide, I was glad to have the conversation.',
    ],
  ],
  'info-interview': [
    [
      'Thank you',
      "Hi {name},\n\nThank you for telling me how you see your work. It helps to hear it from someone who's in the middle of it. I'll let you know where it takes me.",
    ],
    [
      'Thank you for your time',
      "Hi {name},\n\nThank you for answering my questions. What you said about [one thing they said] has stayed with me. I'll do something with it this week.",
    ],
    [
      'That helped',
      "Hi {name},\n\nThank you for the talk. I came with questions and left with better ones. If there's ever something I can do for you, tell me.",
    ],
    [
      'Thank you for the advice',
      "Hi {name},\n\nThank you for your advice, and for giving it so plainly. I'll try it out and tell you how it went.",
    ],
    [
      'With thanks from me',
      "Hi {name},\n\nYou didn't have to give me your time, and you did. Thank you. I understand more about {org} and your line of work than I did before.",
    ],
    [
      'Your time',
      "Hi {name},\n\nThank you for your time. A real person's view is worth more to me than a week of reading.",
    ],
  ],
  event: [
    "Hi {name}, it was good to meet you. I'm not at ease in rooms full of people, and talking with you made it easier. Thank you.",
    "Hi {name}, thank you for talking with me at the event. I'd be glad to hear how things go for you.",
    "Hi {name}, it was nice to meet you. I've been thinking about [one thing they said], so thank you for that.",
    "Hi {name}, thank you for the conversation. It was the part of the event I'll remember.",
    "Hi {name}, nice to have met you. If you'd ever like to carry on over a coffee, so would I.",
  ],
  any: [
    'Hi {name}, thank you for your time. It helped, and I wanted you to know.',
    "Hi {name}, you didn't have to help me, and you did. Thank you. If I can do something for you, tell me.",
    "Hi {name}, thank you for what you told me. I'll use it, and I'll let you know how it went.",
    "Hi {name}, I'm grateful that you took the time for me. It made the week easier.",
    'Hi {name}, thank you again for [what they did]. It meant a lot to me.',
    'Hi {name}, a short thank-you from me. I was glad of your time.',
  ],
};

/** Handwritten cards: shorter, nothing to answer. */
export const card: Readonly<Record<'event' | 'any', readonly Template[]>> = {
  event: [
    'Dear {name}, it was nice to meet you. Thank you for making a room full of strangers smaller by one. I hope we talk again.',
    "Dear {name}, I enjoyed meeting you, and I wanted to say so on paper. All good wishes for what you're working on.",
    "Dear {name}, it was nice to meet you. I'm still thinking about [one thing they said]. I hope our paths cross again soon.",
    'Dear {name}, thank you for talking with me. You made it easier to be there. With good wishes.',
  ],
  any: [
    "Dear {name}, thank you for your time. You gave it freely, and it did me good. I won't forget it.",
    "Dear {name}, some thanks belong on paper. I was glad of your time and your advice, and I'm using both.",
    "Dear {name}, thank you for [what they did]. I've thought of it often since. With warm wishes.",
    'Dear {name}, a card, because an e-mail seemed too small. Thank you for helping me along.',
    'Dear {name}, thank you for listening to my questions, and for your answers. I hope I can do the same for someone one day.',
  ],
};

/** Introducing two people, as promised: each is asked before. */
export const introduce: Words = {
  any: [
    "Hi {name}, I said I'd introduce you to [the other person], and I think you'd have plenty to say to each other. Shall I put you both in one message?",
    "Hi {name}, as promised, I'd like to introduce you to [the other person]. Before I do: is this a good week for it?",
    "Hi {name}, I hadn't forgotten my promise. May I pass your name on to [the other person]? You can carry on from there, or not, as you both like.",
    "Hi {name}, please meet [the other person, and one line about them]. I think you'd get on, and I'll step aside now. Who'd like to suggest a time?",
    'Hi {name}, I promised you an introduction, and here it comes: [the other person]. What would you like me to say about you?',
  ],
};
