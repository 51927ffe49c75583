// Asking for a conversation: coffee, fifteen minutes, an introduction. Sayable and sendable alike. Data only.
import type { Words } from '../facts.ts';

/** Asking someone for a coffee. */
export const coffee: Words = {
  friend: [
    "{name}, I'd like to see your face. Coffee this week, or a walk if that's nicer?",
    "Hi {name}, I'm thinking about what to do next, and I think better with someone who knows me. Shall we do it over a coffee, or on a walk?",
    'Hi {name}, shall we have a coffee and complain about everything, and then say one good thing each?',
    "Hi {name}, I've got a free hour and nobody I'd rather spend it with. When are you about?",
    "Hi {name}, I'd like to hear what it's really like at {org}. Could we have a coffee near there one day?",
    "Hi {name}, it would do me good to get out of the house, and you're a good reason. Coffee or a walk, this week or next?",
    "Hi {name}, I'd like your advice on something, and it goes better with cake. Which day suits you?",
  ],
  old: [
    "Hi {name}, it's been a long while, and I'd like to hear how you are. Shall we have a coffee or a walk one of these days?",
    "Hi {name}, I'm working out what to do next, and it would be good to hear how you found your way. Shall we have a coffee, somewhere easy for you?",
    "Hi {name}, we haven't seen each other in ages. Would you have an hour for a coffee this month?",
    "Hi {name}, I'd enjoy hearing your news properly rather than in messages. Is there a day when a coffee would suit you?",
    "Hi {name}, it's been a while. I'd like to hear how things are at {org}, and how you are. Could I meet you near there for half an hour?",
    'Hi {name}, you came to mind, and I thought: why not ask. Would you like to have a coffee some time in the next two weeks?',
    "Hi {name}, it's been too long. If I came your way, would you have half an hour for a coffee?",
  ],
  met: [
    "Hi {name}, we met a while ago, and I'd like to hear more about what you do. Could I buy you a coffee one day, somewhere near you?",
    "Hi {name}, we've met before. I'm learning about different kinds of work from people who do them. Would you have half an hour for a coffee this month?",
    "Hi {name}, we met [where you met]. I'd like to hear how you got into what you do. Would you have time for a coffee next week?",
    "Hi {name}, we met a while back. I'm trying to understand what it's like at {org}. Could I buy you a coffee and ask you about it?",
    "Hi {name}, we met a while ago. I'm working out my next step, and I'd be glad of your view. Would half an hour over coffee be possible, on a day that suits you?",
    "Hi {name}, we met a while ago, and I'd like to ask how you came to do what you do. Would you tell me over a coffee?",
    "Hi {name}, we met a while ago. I'd like to hear what's going on in your line of work. Would you be up for a coffee or a short walk one day?",
  ],
  answered: [
    "Hi {name}, it was good to hear from you last time. Could I buy you a coffee, somewhere that's easy for you?",
    "Hi {name}, you've been kind with your time already. I'd like to hear more about how you came to do what you do. Would you have half an hour for a coffee this month?",
    "Hi {name}, I've got three questions that are nicer to ask in person. Is there a day when a coffee would suit you?",
    "Hi {name}, I'm still working out my next step, and you see things I don't. Could we talk it over for half an hour, with a coffee or on a walk?",
    "Hi {name}, I'm curious about {org} and about how you like it there. Could I meet you nearby for a coffee one day?",
    "Hi {name}, you answered me when you didn't have to, and I'd like to thank you in person. Would you have half an hour for a coffee one day?",
    "Hi {name}, I'd like to carry on where we left off, in person this time. Which day suits you next week or the week after?",
  ],
  any: [
    "Hi {name}, I'm learning about different kinds of work from people who do them. Could I buy you a coffee and ask about yours?",
    "Hi {name}, I'd like to hear how you came to do what you do. Would you have half an hour for a coffee this month?",
    "Hi {name}, I've got three questions about your line of work that are nicer to ask in person. Is there a day that suits you?",
    "Hi {name}, I'm working out my next step and I'd be glad of your view. Could I buy you a coffee, somewhere that's easy for you?",
  ],
  reply: [
    "Thank you for answering, {name}. I'd like to hear the rest in person, if you're up for it. Could I buy you a coffee next week?",
    'Good to hear from you, {name}. Would you have half an hour for a coffee one day, somewhere near you?',
    "Thanks for coming back to me, {name}. I've got a few questions that are nicer over coffee. Which day suits you?",
    'I was glad to get your answer, {name}. Shall we talk it over for half an hour, with a coffee or on a walk?',
  ],
  followUp: [
    'Hi {name}, I asked about a coffee a while ago, and weeks fill up. Would fifteen minutes on the phone be easier?',
    'Hi {name}, a coffee can wait for a better month. Shall I ask you again in a few weeks?',
    'Hi {name}, if an hour is a lot, and it often is, would a short walk or a call suit you better?',
    "Hi {name}, no need to find a day if this isn't the month for it. Is there somebody else you'd have a coffee with, in my place?",
  ],
  followUpFriend: [
    'Hi {name}, the coffee can wait till things are calmer. How are you?',
    'Hi {name}, shall I come to you instead, and bring the coffee?',
    "Hi {name}, if a whole coffee won't fit this week, would ten minutes on the phone?",
    "Hi {name}, I still like the idea of that coffee, and there's no hurry. Would next week be calmer?",
  ],
};

/** Asking for fifteen minutes of advice. */
export const fifteen: Words = {
  friend: [
    "Hi {name}, could I have fifteen minutes of your good sense? I'm working out my next step, and you know me. Which evening suits you?",
    "Hi {name}, I'd like to practise asking people about their work, and I'd like to start with you. Could I have fifteen minutes?",
    "Hi {name}, I'd like to hear what it's like at {org}, from someone who'll tell me the truth. Could you spare fifteen minutes?",
    "Hi {name}, could you be my practice person? I'd ask about your work for fifteen minutes, and you'd tell me how I did. Which day suits you?",
    "Hi {name}, you know how I am, so you may see what I can't. Could I have fifteen minutes to ask what you'd do next, in my place?",
    "Hi {name}, I need fifteen minutes with someone who'll say what they think. When could I ring you?",
    "Hi {name}, I've got three questions about what you do, and I'm curious what you'll say. Would you have fifteen minutes this week?",
  ],
  old: [
    "Hi {name}, it's been a long while. I'm working out my next step, and I'd like to hear how you found yours. Could we talk for fifteen minutes one day?",
    "Hi {name}, it's been a while. I've got three questions about what's changing in your line of work. Would you have fifteen minutes for me this week or next?",
    "Hi {name}, we haven't talked in ages. I'd like fifteen minutes of your advice, and the rest of the time to hear your news. When suits you?",
    "Hi {name}, it's been too long. I'd like to hear what it's like at {org}, and who else I should listen to. Could I ring you for fifteen minutes?",
    "Hi {name}, you knew me a good while ago, and that's a useful distance. Could I ask you for fifteen minutes of advice on what I do next?",
    "Hi {name}, it's been a while. I'm talking with a few people about where things are heading, and I'd like to hear you on it. Would fifteen minutes by phone suit you?",
    "Hi {name}, you came to mind when I wondered who to ask. Could we talk for fifteen minutes, about what you do now and what you'd advise me?",
  ],
  met: [
    "Hi {name}, we met a while ago. I'm learning about work like yours, and I have three questions. Could we talk for fifteen minutes, on a day that suits you?",
    "Hi {name}, we've met before, and I'd like to hear how you got into what you do. Would you have fifteen minutes this week or next?",
    "Hi {name}, we met [where you met]. I'm working out my next step, and I'd be glad of your advice. Could I ring you for fifteen minutes?",
    "Hi {name}, we met a while back. I'm trying to understand what's going on at {org} and places like it. Could we talk for fifteen minutes, whenever suits?",
    "Hi {name}, we met a while ago. I'd like to know what you'd tell someone starting out in your line of work. Would you have fifteen minutes for that?",
    "Hi {name}, we met a while ago. I'm asking a few people what's changing in what they do, and who else to ask. Could I have fifteen minutes of your time?",
    "Hi {name}, we've met, so I'm not quite a stranger. Could I ask you for fifteen minutes of advice, by phone, on any day you like?",
  ],
  referred: [
    "Hi {name}, {by} told me about you and thought you'd be good to ask. I'm learning about work like yours. Could we talk for fifteen minutes, on a day that suits you?",
    "Hi {name}, {by} gave me your name. I've got three questions about how you got into what you do. Would you have fifteen minutes this week or next?",
    "Hi {name}, {by} told me about you, and I have one question that's easier asked aloud. Could I ring you for fifteen minutes, on a day that suits you?",
    "Hi {name}, {by} suggested I talk to you. I'm trying to understand what it's like at {org}. Could I ring you for fifteen minutes one day?",
    "Hi {name}, I was told you'd be a good person to ask. I'm working out my next step and would be glad of your advice. Would you have fifteen minutes?",
    "Hi {name}, you don't know me; your name was given to me. I'm asking people what they wish they'd known when they started. Would you have fifteen minutes for that?",
    "Hi {name}, we haven't met, but I was told about you. I'd like to hear how you see your line of work, and who else I should listen to. Could I ring you for fifteen minutes?",
    "Hi {name}, we haven't met, but your name came up. I'd like to hear what's changing in your line of work. Could we talk for fifteen minutes, whenever suits?",
    "Hi {name}, I was given your name as someone to ask. I've got three questions, and I'll keep to the time. Could I have fifteen minutes one day this month?",
    "Hi {name}, we haven't met. somebody told me about you. Would you tell me, in fifteen minutes, how you came to do what you do?",
  ],
  answered: [
    "Hi {name}, thank you again for answering me. I've got three questions that are easier to ask aloud. Could we talk for fifteen minutes this week or next?",
    "Hi {name}, it was good to hear from you last time. I'd like to understand what's changing in your line of work. Would you have fifteen minutes one day?",
    "Hi {name}, I'm working out my next step, and I'd like your advice on it. Could I ring you for fifteen minutes, on a day that suits you?",
    "Hi {name}, I'd like to hear how things look from {org}. Could we talk for fifteen minutes, whenever it's quiet there?",
    "Hi {name}, I'd like to hear how you'd go about it in my place, and who else you'd talk to. Would fifteen minutes on the phone suit you?",
    "Hi {name}, one thing has been on my mind, and you'd know more about it than I do. Could I ask you about it for fifteen minutes, by phone or however you like?",
    "Hi {name}, you've been kind already, so I'll keep this small. Could I have fifteen minutes to ask how you came to do what you do?",
  ],
  any: [
    "Hello {name}, we haven't met. I'm learning about work like yours by asking people who do it. Could we talk for fifteen minutes, on a day that suits you?",
    "Hello {name}, you don't know me, so I'll keep it small. Would you have fifteen minutes to tell me how you got into what you do?",
    "Hello {name}, I'm working out my next step and want to learn from people rather than websites. Could I ask you three questions in fifteen minutes?",
    "Hello {name}, I'm trying to understand what's changing in your line of work. Would you have fifteen minutes for a stranger, one day this month?",
    "Hello {name}, I'd like to know what it's like at {org}, from somebody who's there. Could we talk for fifteen minutes?",
  ],
  reply: [
    'Thank you for answering, {name}. Some of this is easier aloud. Could we talk for fifteen minutes this week or next?',
    "Thanks for coming back to me, {name}. I've got three short questions left. Is there a day when I could ring you for fifteen minutes?",
    "I was glad to hear from you, {name}. I'd like to listen for fifteen minutes to how you see it. Which day suits you?",
    "Good to have your answer, {name}. Would you have fifteen minutes, so that I can ask what you'd do in my place?",
  ],
  followUp: [
    "Hi {name}, I asked for fifteen minutes a while ago. If that's a lot at the moment, one question by message would help as much. Shall I send it?",
    "Hi {name}, if this month is full, that's fine. Would fifteen minutes next month be easier?",
    "Hi {name}, let me make my last question smaller. Who's the one person you'd talk to, if you were me?",
    "Hi {name}, one more from me, and then I'll leave it with you. If there's somebody with more time who knows your line of work, who would it be?",
    "Hi {name}, a call isn't for everyone. Would it be easier if I sent you my question in two lines?",
  ],
};

/** Asking for an introduction, of a friend or of someone who has answered. */
export const introduction: Words = {
  friend: [
    "Hi {name}, I'd like to talk with someone who likes what they do, to learn from it. Who comes to mind, and would you introduce us?",
    "Hi {name}, asking strangers is hard for me, and it's easier through you. Is there one person you'd introduce me to, for a fifteen-minute talk?",
    "Hi {name}, is there someone at {org} who'd enjoy telling me what it's like there? I'd only want to listen. Would you ask them for me?",
    "Hi {name}, I'm trying to learn about [the kind of work]. Who do you know there, and would you introduce us?",
    "Hi {name}, of everybody you know, who's the best at explaining what they do? Do you think they'd talk to me for fifteen minutes?",
    "Hi {name}, would you introduce me to one person you like? I want to hear about their work, and I'll write the note, so you only have to pass it on. Who might it be?",
  ],
  answered: [
    "Hi {name}, I'm learning about different kinds of work from the people who do them. Is there someone you could introduce me to, for a short talk?",
    "Hi {name}, you've been kind with your time. Is there one other person you think I should listen to, and would you introduce us?",
    "Hi {name}, is there somebody at {org} who'd enjoy talking about what they do? Would you introduce us, if they don't mind?",
    "Hi {name}, I'd like to hear from someone who sees things differently from you. Who would that be, and may I say that you sent me?",
    "Hi {name}, I'm trying to meet one person who knows [the kind of work]. Does anyone come to mind, and would you ask them if I may write?",
    'Hi {name}, if you were working out your next step, who would you ask? And would you be willing to introduce me?',
  ],
  reply: [
    'Thank you for answering, {name}. Is there one other person you think I should listen to, and would you introduce us?',
    'Good to hear from you, {name}. Who would you say sees this best, and may I say that you sent me?',
    "Thanks for coming back to me, {name}. I'd like to hear one more view. Is there someone you'd introduce me to?",
    "I was glad to get your answer, {name}. If I wrote a short note, is there someone you'd pass it on to?",
  ],
  followUp: [
    "Hi {name}, I asked about an introduction a while ago. If that's awkward, a name alone would help as much. Does one come to mind?",
    'Hi {name}, about that introduction: I could write two lines for you to pass on. Would that make it easier?',
    "Hi {name}, no need to introduce me if it doesn't feel right. What would you read, or where would you look, in my place?",
    "Hi {name}, people to introduce don't always come to mind at once. Shall I ask you again in a month?",
  ],
};
