// E-mails to people the member has never met: told of by somebody, or strangers; each with a subject. Data only.
import type { Words } from '../facts.ts';

/** Writing to someone the member was told of; who told them comes first. */
export const referral: Words = {
  referred: [
    [
      '{by} mentioned you',
      "Hi {name},\n\n{by} told me about you. I'm working out my next step and want to learn how people got into work like yours. Could we talk for fifteen minutes, on a day that suits you?",
    ],
    [
      '{by} gave me your name',
      "Hi {name},\n\n{by} gave me your name. I have one question, and two lines would be plenty: what's changing most in your line of work?",
    ],
    [
      'A question, by way of {by}',
      "Hi {name},\n\nWe haven't met; {by} told me about you. I'm trying to understand what things are like at {org}, from someone who sees it every day. What would you tell a friend who asked?",
    ],
    [
      '{by} told me about you',
      "Hi {name},\n\n{by} told me about you. I'm asking a few people what they wish they'd known earlier about what they do, because I'm at a point where it would help. What would you say?",
    ],
    [
      'Fifteen minutes, by way of {by}',
      "Hi {name},\n\n{by} mentioned you to me. I'd like to hear how you came to do what you do, and who you'd talk to in my place. Would you have fifteen minutes one day soon?",
    ],
    [
      'Your name came up',
      "Hi {name},\n\nWe don't know each other; I was told about you. I'm learning about work like yours from people who do it. Could I ask you three questions in fifteen minutes, whenever suits?",
    ],
    [
      'Somebody mentioned you',
      "Hi {name},\n\nSomebody told me about you, so I'm writing. I'm working out my next step. What's one thing people should know before they go into your line of work?",
    ],
    [
      'A question for you',
      "Hi {name},\n\nWe haven't met, but your name came up. I'm asking people how they got into what they do. Would you tell me how it went for you, in as few lines as you like?",
    ],
    [
      'I was given your name',
      "Hi {name},\n\nI was given your name. I'm trying to understand what's changing in your line of work. Could I ring you for fifteen minutes one day?",
    ],
    [
      'May I ask you about {org}?',
      "Hi {name},\n\nI was told about you, and that you know {org}. I'm curious what it's like from the inside, and what people there are thinking about. Could we talk for fifteen minutes, when it suits you?",
    ],
  ],
  followUp: [
    [
      'A smaller question',
      "Hi {name},\n\nI wrote the other week because {by} told me about you. Weeks fill up, so here's something smaller: is there one thing you'd read to understand what you do?",
    ],
    [
      'By way of {by}',
      "Hi {name},\n\n{by} told me about you, which is why I wrote. If it's easier, one name would help me just as much. Who would you ask?",
    ],
    [
      'One line would do',
      "Hi {name},\n\nSomebody gave me your name, so I wrote. No need to go back to it. One line would do: what's changing most in your line of work?",
    ],
    [
      'Another time, perhaps',
      "Hi {name},\n\nIf my last e-mail came at a busy moment, that's fine. Would next month be a better time for a short call?",
    ],
    [
      'Last one from me',
      "Hi {name},\n\nOne more from me, and then I'll leave it with you. If you're not the right person to ask, who would be?",
    ],
    [
      'An easier way',
      "Hi {name},\n\nSome people would rather talk than write, so here's another way round my last e-mail. Could I ring you for ten minutes instead?",
    ],
  ],
};

/** E-mail to a stranger: says so, asks for little. */
export const strangerEmail: Words = {
  stranger: [
    [
      'A question from a stranger',
      "Hello {name},\n\nYou don't know me. I'm working out my next step, and I learn more from people than from websites. How did you come to do what you do?",
    ],
    [
      'What is it like at {org}?',
      "Hello {name},\n\nWe haven't met. I'm trying to understand what it's like at {org}, and you'd know better than any web page. What would you tell a friend who asked?",
    ],
    [
      'Fifteen minutes, if you have them',
      "Hello {name},\n\nWe haven't met. I'm learning about work like yours by asking people who do it, and I'd come with three questions and keep to the time. Could we talk for fifteen minutes one day this month?",
    ],
    [
      'One question',
      "Hello {name},\n\nI'm a stranger with one question, and two lines would be a good answer. What do you wish you'd known when you started in your line of work?",
    ],
    [
      "What's changing?",
      "Hello {name},\n\nYou don't know me, so I'll be short. I'm trying to understand where your line of work is going. What's changing that someone outside wouldn't notice?",
    ],
    [
      'Three questions about {org}',
      "Hello {name},\n\nWe haven't met. I have three short questions about how people work at {org}, and I'd be glad of anything you can tell me. May I send them?",
    ],
    [
      'Am I asking the right person?',
      "Hello {name},\n\nWe haven't met. I'm trying to learn how people get started in work like yours. If you're not the right person to ask, who would be?",
    ],
  ],
  followUp: [
    [
      'A smaller question',
      "Hello {name},\n\nI wrote the other week, and nobody owes a stranger an answer. If you have half a minute: what's one thing worth reading about your line of work?",
    ],
    [
      'One line would do',
      'Hello {name},\n\nNo need to go back to my last e-mail. One line would do: what surprised you most when you started?',
    ],
    [
      'Somebody else, perhaps',
      "Hello {name},\n\nOne more from me, and then I'll leave it with you. If somebody else would enjoy a question like mine, who would it be?",
    ],
    [
      'Another time, perhaps',
      "Hello {name},\n\nIf my last e-mail came at a busy moment, that's fine. Would a short question next month be easier?",
    ],
    [
      'Something to read?',
      "Hello {name},\n\nLet me make my last e-mail easier to answer. What's the one thing you'd give a newcomer to read?",
    ],
  ],
};
