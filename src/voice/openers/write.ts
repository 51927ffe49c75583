// Messages to people who know the member, or who have answered. Data only: words, no rules.
import type { Words } from '../facts.ts';

/** A message on any channel. */
export const message: Words = {
  friend: [
    "Hi {name}, you came to mind today, so I'm saying hello. How's your week going?",
    'Hi {name}, no reason for this one, except that I like hearing from you. What are you up to?',
    "Hi {name}, tell me some news that isn't mine. What's the best thing that's happened to you lately?",
    "Hi {name}, odd question, and I'm too close to answer it myself. What would you say I'm good at?",
    "Hi {name}, small favour, no hurry. I'm collecting ideas for what to do next. Who do you know who likes their work?",
    "Hi {name}, I'm thinking about what to do next and getting tangled up in it. Could I ring you for ten minutes this week?",
    "Hi {name}, I'm curious what places are like once you're inside. How do you find it at {org}?",
    "Hi {name}, I could do with a good story today. What's made you laugh lately?",
  ],
  old: [
    "Hi {name}, it's been a while, and you came to mind today. How are you?",
    "Hi {name}, I thought of you today and wondered how you are. What's keeping you busy these days?",
    "Hi {name}, I've lost track of what you're doing now, and I'd like to know. What does a week look like for you?",
    "Hi {name}, it's been a while. I'm working out what to do next and asking people how they got where they are. How did it go for you?",
    "Hi {name}, it's been a while since we talked. How are things at {org}, and how are you?",
    "Hi {name}, I'm deciding what to do next, and you've seen me at work. If you were me, what would you look at first?",
    'Hi {name}, I remembered [the thing you remember] today and had to smile. How are you, and what are you doing now?',
    "Hi {name}, I'm trying to understand what's changing out there, and you see it up close at {org}. What's different from a year ago?",
    "Hi {name}, I'm bad at keeping up with people, and I'd like to do better. How are you, and what are you up to?",
  ],
  met: [
    "Hi {name}, we've met, and I'd like to get better at keeping up with people. What are you working on these days?",
    "Hi {name}, we met [where you met], in case you're trying to place me. How have things been for you since?",
    "Hi {name}, we've met before, and I'd like to know more about what you do. What would surprise most people about it?",
    "Hi {name}, we've met. I'm asking a few people one thing, to help me with my own next step: what do you wish someone had told you sooner about your work?",
    "Hi {name}, we've met before, and I'm curious about {org}. What do you only notice once you're inside?",
    'Hi {name}, I remember us talking about [what you talked about]. Has anything changed there since?',
    "Hi {name}, we've met, and you came to mind today. How's this year treating you?",
    "Hi {name}, you may need a moment to place me: we've met before. I'm finding out what different kinds of work are like. How did you get into yours?",
  ],
  unsure: [
    "Hi {name}, you came to mind today, so I'm writing. How has this year been for you?",
    "Hi {name}, I'm finding out what different kinds of work are like from people who do them. What's a good day like in yours?",
    "Hi {name}, one question, and a line is plenty. What do you wish you'd known when you started in what you do?",
    "Hi {name}, I'm working out what to do next, and I'm curious how other people found their way. How did you come to what you do?",
    "Hi {name}, I'd like to hear what it's like at {org}, from someone who's there. What's the good part?",
    "Hi {name}, I'd like your view on one thing. If you were choosing again today, would you choose the same line of work?",
    "Hi {name}, I'm asking around for ideas for my next step. Who do you know who likes what they do?",
  ],
  answered: [
    "Hi {name}, it was good to hear from you last time, and I'd like to keep that going. What's new on your side?",
    'Hi {name}, you took a moment for me last time, and I was glad of it. How have you been since?',
    "Hi {name}, you were kind enough to answer me before, so here's one small question: who else would you talk to, in my shoes?",
    "Hi {name}, a short hello and one question. What's changing most in your line of work at the moment?",
    "Hi {name}, you came to mind today. What's keeping people at {org} busy at the moment?",
    "Hi {name}, I'm still working out my next step, and I'd like your view. What would you do first, in my place?",
    "Hi {name}, you took a moment for me, and I'd like that to go both ways. Is there anything I could help you with?",
  ],
  reply: [
    'Thank you for writing back, {name}. Could I ask you two or three things on the phone, fifteen minutes at most, on a day that suits you?',
    'Thanks for answering, {name}, I was glad to get it. Who else would you talk to, if you were me?',
    "Good to hear from you, {name}. I'd like to hear more than fits in a message. Would a fifteen-minute call this week or next work for you?",
    'Thank you, {name}. You know this better than I do, so let me ask: what would you look into first, if you were new to it?',
    "Thanks for coming back to me, {name}. Is there anything you'd read, or anyone you'd ask, next?",
    "Thanks for your answer, {name}. Enough about me for a moment: what's taking up your days right now?",
  ],
  replyFriend: [
    'Good to hear from you, {name}. Shall I ring you one evening, so we can talk properly?',
    'Thanks for writing back, {name}. What else is going on with you?',
    'Thank you, {name}. Could I think aloud with you for ten minutes this week?',
    "I'm glad you wrote back, {name}. While I've got you: who do you know that I should talk to?",
    'Thanks, {name}. Enough about me. Is there anything I could do for you?',
    'Good to hear from you, {name}. Coffee or a walk soon?',
  ],
  followUp: [
    "Hi {name}, I wrote the other week, and weeks fill up, so here's an easier question. Is there one person you think I should talk to?",
    "Hi {name}, let me make my last question smaller. What's one thing worth reading about your line of work?",
    "Hi {name}, no need to go back to my earlier message. I'd still like to hear how you are. What's this month been like for you?",
    "Hi {name}, if this is a full month, that's fine, and an answer later is just as welcome. Would next month be easier?",
    "Hi {name}, one more from me, and then I'll leave it with you. Is there someone else you'd ask, in my place?",
    'Hi {name}, messages slide out of sight; mine do too. How are things with you?',
  ],
  followUpFriend: [
    'Hi {name}, my last message may have slid out of sight, which is fine. How are you doing?',
    "Hi {name}, no need to go back to my other message. What's going on in your world?",
    'Hi {name}, no hurry over my last message. Would it be easier if I rang you one evening?',
    "Hi {name}, me again, with nothing urgent. How's your week going?",
    'Hi {name}, whatever I wrote last time can wait. How are you?',
    'Hi {name}, I know how full a week gets. Is there anything I could take off your hands?',
  ],
  promise: [
    "Hi {name}, I said I'd do something for you, and here it is: [what you promised]. Does it help?",
    "Hi {name}, as promised: [what you promised]. If it isn't what you had in mind, tell me.",
    "Hi {name}, I hadn't forgotten. Here's what I promised you: [what you promised].",
    "Hi {name}, here's the thing I owed you: [what you promised]. Is there anything else I can do?",
  ],
  named: [
    'Hi {name}, you told me about {named}, and I took you up on it. Thank you for that. Is there anything I can do for you in return?',
    "Hi {name}, a small report: I took your advice about {named}. It's easier with a name to start from, so thank you. How are you?",
    "Hi {name}, you gave me {named}'s name, and I used it. Thank you for that. How are things with you?",
    'Hi {name}, you told me about {named}, and I wanted you to know it was put to use. Who could I introduce you to one day?',
  ],
};

/** Something useful sent along: a link, a name, a date. Asks for nothing. */
export const useful: Words = {
  friend: [
    'Hi {name}, I saw this and thought of you: [the link]',
    'Hi {name}, this has your name all over it: [the link] No need to answer.',
    'Hi {name}, one for you, for when you have a cup of something in your hand: [the link]',
    "Hi {name}, I came across this, and you're the one I wanted to tell: [the link]",
    'Hi {name}, small present: [the link] If you know it already, forget I said anything.',
  ],
  old: [
    "Hi {name}, it's been a while. I came across this and it made me think of you: [the link] I hope you're well.",
    'Hi {name}, no need to write back. This looked like something you might enjoy: [the link]',
    'Hi {name}, I saw this and thought you might have a use for it: [the link]',
    'Hi {name}, I read this and wondered what you would say about it: [the link]',
    'Hi {name}, this made me think of you, and of {org}: [the link] No need to answer.',
  ],
  met: [
    "Hi {name}, we've met, and I came across something that may be of use to you: [the link] No need to answer.",
    "Hi {name}, we've met before, and I remembered you when I read this: [the link]",
    "Hi {name}, we've met. This looked close to what you do, so I'm passing it on: [the link]",
    "Hi {name}, we've met, and I thought people at {org} might find a use for this: [the link]",
    "Hi {name}, we've met before, and this seemed too good to keep to myself: [the link]",
  ],
  unsure: [
    'Hi {name}, I came across this and thought of you: [the link] No need to answer.',
    "Hi {name}, this looked close to what you do, so I'm passing it on: [the link]",
    'Hi {name}, this might be of use to you, or to someone near you: [the link]',
    'Hi {name}, I read this and wondered what you would say about it: [the link]',
    'Hi {name}, I thought people at {org} might find a use for this: [the link]',
  ],
  answered: [
    "Hi {name}, you took the time to answer me, so here's something I thought you might like: [the link]",
    'Hi {name}, I came across this and thought of you: [the link] No need to answer.',
    'Hi {name}, this might be useful to you, or to someone near you: [the link]',
    "Hi {name}, a small thank-you for answering me: [the link] I hope it's of some use.",
    "Hi {name}, this one made me think of {org}, so I'm passing it on: [the link]",
  ],
  reply: [
    'Thanks for answering, {name}. I thought you might like this in return: [the link]',
    "Thank you for writing back, {name}. Here's something from my side that may be of use: [the link]",
    'Good to hear from you, {name}. This came to mind when I read your answer: [the link]',
    'Thanks, {name}. So that this goes both ways, one thing from me: [the link]',
  ],
  followUp: [
    'Hi {name}, no need to go back to my last note. I came across this and thought of you: [the link]',
    'Hi {name}, nothing to answer here. This might be of use to you: [the link]',
    "Hi {name}, this time I'm bringing something instead of asking: [the link]",
    'Hi {name}, I saw this and you came to mind again: [the link] I hope the weeks are kind to you.',
  ],
  promise: [
    "Hi {name}, this is what I said I'd send you: [the thing you promised]",
    "Hi {name}, as promised: [the thing you promised] If it isn't what you meant, tell me and I'll look again.",
    "Hi {name}, I hadn't forgotten you. Here it is: [the thing you promised]",
    'Hi {name}, here it is at last: [the thing you promised] I hope it helps.',
  ],
  named: message.named ?? [],
};

/** A comment under a post; public, so it says nothing of how the two know each other. */
export const comment: Words = {
  friend: [
    'Glad you wrote this, {name}. What happened next?',
    'I can hear you saying this, {name}. It made my day a bit better.',
    "I didn't know this about you, {name}, and I'm glad I do now.",
    'This is so you, {name}. Thank you for putting it into words.',
    "I've been turning this over since I read it, {name}. What made you write it?",
  ],
  old: [
    'Good to see your name here, {name}, and good to read this.',
    "Thank you for writing this, {name}. I hadn't thought of it that way. How did you get there?",
    'The part about [the bit that stayed with you] stayed with me, {name}. Thank you.',
    'Nice to come across this today, {name}. What made you write it down?',
    'I learned something from this, {name}. Is there more where it came from?',
  ],
  any: [
    "Thank you for writing this. I hadn't looked at it that way before.",
    'The part about [the bit that stayed with you] stayed with me. Thank you.',
    'I learned something here. What surprised you most about it?',
    "I'm glad you wrote this down. Did you always see it that way?",
    "This gave me something to think about. What would you tell someone who's just starting?",
    'Useful to read, thank you. What made you look into it?',
  ],
};
