// E-mails to people who know the member, or who have answered; each with a subject. Data only.
import type { Words } from '../facts.ts';

/** E-mail to someone the member knows, or who has answered. */
export const email: Words = {
  friend: [
    [
      'A question for you',
      "Hi {name},\n\nI'm thinking about what comes next for me, and you know what I'm like. When you picture me happy on a Tuesday morning, what am I doing?",
    ],
    [
      'A letter with no purpose',
      "Hi {name},\n\nThis has no purpose except to hear from you. What's been good lately, and what's been a nuisance?",
    ],
    [
      'One name',
      "Hi {name},\n\nI'm asking people what their work is like, to find out where I might fit. I only want to listen. Is there one person you'd send me to?",
    ],
    [
      'What is it like at {org}?',
      "Hi {name},\n\nI'm finding out what places are like from people I trust. What's good about {org}, and what would you warn a friend about?",
    ],
    [
      'Two sentences',
      "Hi {name},\n\nI'm trying to say in two sentences what I do and what I'd like to learn next. It's harder than it sounds. May I send them to you, so you can tell me what's unclear?",
    ],
    [
      'Ten minutes one evening?',
      "Hi {name},\n\nI'd like to think aloud for ten minutes with somebody kind, about what I do next. Would you be up for that one evening this week?",
    ],
    [
      'Hello, you',
      "Hi {name},\n\nHardly anyone writes proper e-mails to friends any more, so here's a short one. How are you, and what's filling your days?",
    ],
  ],
  old: [
    [
      "It's been a while",
      "Hi {name},\n\nYou came to mind today, and I'd like to know how you are. Where has life taken you since we last spoke?",
    ],
    [
      'Hello after a while',
      "Hi {name},\n\nI'm thinking about my next step, and I'm asking people I've worked with how they found theirs. How did you come to do what you do now?",
    ],
    [
      'I remembered something',
      'Hi {name},\n\nToday I remembered [the thing you remember], and thought of you. How are you, and what are you doing these days?',
    ],
    [
      'How are things at {org}?',
      "Hi {name},\n\nIt's been a while since we talked. I'd like to hear how things are at {org}, and even more how you are. What's taking up your days?",
    ],
    [
      'What do you remember?',
      "Hi {name},\n\nI'm working out where to go from here, and you've seen me at work, which helps. What do you remember me being good at?",
    ],
    [
      'Better late than never',
      "Hi {name},\n\nI've been slow to write, and I'd rather be late than not write at all. What's been the biggest change for you since we last talked?",
    ],
    [
      'A short call one day?',
      "Hi {name},\n\nIt's been a while, and I'd like to hear how you are and what you see changing in your line of work. Could we talk for fifteen minutes one day?",
    ],
  ],
  met: [
    [
      'A question about what you do',
      "Hi {name},\n\nWe've met, and I'd like to know more about what you do. What's a part of it that people seldom ask about?",
    ],
    [
      'A hello, and a question',
      "Hi {name},\n\nWe met [where you met], in case you're wondering who this is. I'm trying to learn more about work like yours. What would you tell someone who's new to it?",
    ],
    [
      'A question about {org}',
      "Hi {name},\n\nWe've met before. I'm trying to understand places like {org} better, from people rather than from websites. What's changing there that nobody outside would notice?",
    ],
    [
      'One question',
      "Hi {name},\n\nWe've met before, and I'm asking a few people the same thing. What do you wish you'd known when you started?",
    ],
    [
      'Saying hello',
      "Hi {name},\n\nWe've met, and I'm learning not to let people drift off, so this is a hello. How has your year been?",
    ],
    [
      'Your advice, if you have a minute',
      "Hi {name},\n\nWe've met before. I'm weighing up what to do next, and I'd like to hear from someone outside my own small circle. What would you look at first, if you were me?",
    ],
    [
      'Whom would you ask?',
      "Hi {name},\n\nWe've met. I'm learning about different kinds of work by talking with people who do them. Who do you know who enjoys explaining theirs?",
    ],
  ],
  unsure: [
    [
      'A question about what you do',
      "Hi {name},\n\nI'd like to know more about what you do. What's a part of it that people seldom ask about?",
    ],
    [
      'A hello, and a question',
      "Hi {name},\n\nYou came to mind today. I'm trying to learn more about work like yours. What would you tell someone who's new to it?",
    ],
    [
      'A question about {org}',
      "Hi {name},\n\nI'm trying to understand places like {org} better, from people rather than from websites. What's changing there that nobody outside would notice?",
    ],
    [
      'One question',
      "Hi {name},\n\nI'm asking a few people the same thing, and two lines would be a good answer. What do you wish you'd known when you started?",
    ],
    [
      'Saying hello',
      "Hi {name},\n\nI'm learning not to let people drift off, so this is a hello. How has your year been?",
    ],
    [
      'Your advice, if you have a minute',
      "Hi {name},\n\nI'm weighing up what to do next, and I'd like to hear how it looks from outside my own head. What would you look at first, if you were me?",
    ],
    [
      'Whom would you ask?',
      "Hi {name},\n\nI'm learning about different kinds of work by talking with people who do them. Who do you know who enjoys explaining theirs?",
    ],
  ],
  answered: [
    [
      'A short hello',
      "Hi {name},\n\nYou came to mind today, and I'd like to know how things have gone for you since last time. What's new?",
    ],
    [
      'A question, and thank you',
      "Hi {name},\n\nThank you for answering me last time. I'm still learning, so here's one more: what are you seeing change in your line of work right now?",
    ],
    [
      'Who else?',
      "Hi {name},\n\nYou were kind enough to answer me before, so I'll ask you this plainly: who else would you talk to, if you were working out what to do next?",
    ],
    [
      'How are things?',
      "Hi {name},\n\nIt was good to hear from you last time, and I'd rather not let that go quiet. What's new on your side?",
    ],
    [
      'Can I return the favour?',
      "Hi {name},\n\nYou took a moment for me, and I'd like that to go both ways. Is there something I could help with, or somebody I might introduce you to?",
    ],
    [
      'A thought about {org}',
      "Hi {name},\n\nI've been wondering what it's like at {org} these days. What's taking up most of everyone's time?",
    ],
    [
      'One piece of advice',
      "Hi {name},\n\nI'm still working out my next step, and you know the ground better than I do. What would you learn first, in my place?",
    ],
  ],
  reply: [
    [
      'Thank you',
      'Hi {name},\n\nThank you for writing back. I have two or three questions that are easier to ask aloud. Would fifteen minutes on the phone work for you, this week or next?',
    ],
    [
      'Thank you, and one more question',
      "Hi {name},\n\nThank you for your answer; I was glad to get it. If you were me, who's the next person you'd talk to?",
    ],
    [
      'That helped',
      "Hi {name},\n\nThank you for taking the time to answer. Is there something you'd read, or a place you'd look, before going further?",
    ],
    [
      'A question back',
      "Hi {name},\n\nThanks for coming back to me. I've talked about my side, so I'd like to hear about yours. What's the most interesting thing you're working on?",
    ],
    [
      'When suits you?',
      "Hi {name},\n\nIt was good to hear from you. I'd like to listen for fifteen minutes to how you see things in your line of work. Which day suits you?",
    ],
  ],
  replyFriend: [
    [
      'Good to hear from you',
      "Hi {name},\n\nI'm glad you wrote back. Some of this is easier aloud. Shall I ring you one evening?",
    ],
    [
      'Thank you',
      "Hi {name},\n\nThanks for writing back. While I've got you: who do you know that I should talk to?",
    ],
    [
      'And you?',
      "Hi {name},\n\nThank you for writing back. That's enough about me. What's going on with you, the long version?",
    ],
    [
      'A walk?',
      "Hi {name},\n\nIt was good to get your answer. I'd like to hear the rest in person. Would you come for a walk or a coffee this week?",
    ],
  ],
  followUp: [
    [
      'A smaller question',
      "Hi {name},\n\nInboxes being what they are, here's something smaller than my last e-mail. Is there one person you think I should talk to?",
    ],
    [
      'One line would do',
      "Hi {name},\n\nNo need to go back to my last e-mail. One line would do: what's worth knowing about your line of work at the moment?",
    ],
    [
      'Another time, perhaps',
      "Hi {name},\n\nIf this is a full month for you, that's fine, and an answer later is just as welcome. Shall I write again in a month or two?",
    ],
    [
      'Last one from me',
      "Hi {name},\n\nOne more from me, and then I'll leave it with you. If you're not the right person to ask, who would be?",
    ],
    [
      'How are you?',
      "Hi {name},\n\nWhatever I asked in my last e-mail can wait. How are you, and how's the month going?",
    ],
    [
      'Something to read?',
      "Hi {name},\n\nLet me turn my last e-mail into a question that takes a minute. What's the one thing you'd read to understand your line of work?",
    ],
  ],
  followUpFriend: [
    [
      'No hurry',
      "Hi {name},\n\nNo need to go back to my last e-mail. I'd like to hear how you are. What's going on in your world?",
    ],
    [
      'Or shall I ring?',
      'Hi {name},\n\nI know how an inbox gets. Would it be easier if I rang you one evening?',
    ],
    ['Hello again', 'Hi {name},\n\nWhatever I wrote last time can wait. How are you doing?'],
    [
      'Your turn to ask',
      'Hi {name},\n\nForget my last e-mail for a minute. Is there anything I could do for you this week?',
    ],
  ],
  promise: [
    [
      'As promised',
      "Hi {name},\n\nHere's what I said I'd send you: [what you promised]. If it isn't what you had in mind, tell me and I'll look again.",
    ],
    [
      "I hadn't forgotten",
      'Hi {name},\n\nI promised you something, and here it is: [what you promised]. I hope it helps.',
    ],
    [
      'Here it is',
      'Hi {name},\n\nThis is the thing I owed you: [what you promised]. Is there anything else I can do?',
    ],
    [
      'For you',
      "Hi {name},\n\nYou'll remember that I promised you something. Here it is: [what you promised]. Does it help?",
    ],
  ],
  named: [
    [
      'Thank you for the name',
      'Hi {name},\n\nYou told me about {named}, and I took you up on it. Thank you for that. Is there anything I can do for you in return?',
    ],
    [
      'A small report',
      "Hi {name},\n\nI took your advice about {named}. It's easier with a name to start from, so thank you. How are you?",
    ],
    [
      'The name you gave me',
      "Hi {name},\n\nYou gave me {named}'s name, and I used it. Thank you for that. How are things with you?",
    ],
    [
      'Thanks to you',
      'Hi {name},\n\nYou told me about {named}, and I wanted you to know it was put to use. Who could I introduce you to one day?',
    ],
  ],
};
