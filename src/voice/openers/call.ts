// Words for the mouth: voice notes, calls to people who know the member, cold calls. Data only.
// Written to be said: short breaths, nothing that needs a comma to be understood.
import type { Words } from '../facts.ts';

/** A voice note. */
export const voice: Words = {
  friend: [
    "Hi {name}, it's me. You don't have to do anything with this. I just wanted to say hello in my own voice. How are you?",
    'Hi {name}, you get my voice today, because I think faster than I type. First question: how are you?',
    "Hi {name}, it's me. I'm trying to work out what to do next, and I think better when I talk. If you were me, where would you start?",
    "Hi {name}, one small question. Who do you know who likes what they do? I'd like to hear from people like that. Does anyone come to mind?",
    "Hi {name}, I was thinking of you, and this is quicker than typing. What's new with you?",
    "Hi {name}, how are things at {org}? Tell me the way you'd tell it over a cup of tea. What's it like?",
    "Hi {name}, send me one of these back when you're out walking. What's been good this week?",
  ],
  any: [
    "Hi {name}, I thought I'd say this instead of typing it. I'd like to hear how you are. What are you working on these days?",
    "Hi {name}, a short one from me. I'm working out my next step and I'm asking people for advice. What would you do first, if you were me?",
    "Hi {name}, you came to mind today. I'd be glad to hear how things are going. What's new?",
    "Hi {name}, I have one question, and you can answer it in a sentence. What's changing most in your line of work?",
    "Hi {name}, I'd like to learn more about what you do, and I'd rather hear it than read it. What's a good day like for you?",
  ],
  answered: [
    "Hi {name}, thank you for answering me last time. I thought I'd say that aloud. How are you?",
    "Hi {name}, I'm still learning, and I have one question for you. Who else would you talk to, if you were me?",
    "Hi {name}, it was good to hear from you last time. I'd like to know how things are on your side. What's new?",
    'Hi {name}, you took a moment for me before, so let me ask you something back. Is there anything I could do for you?',
    "Hi {name}, I was wondering how it's going at {org}. What are people talking about there just now?",
    "Hi {name}, this is one minute, no more. I'm working out my next step, and I'd like your view. What would you look at first?",
  ],
  reply: [
    "Hi {name}, thank you for answering. I thought I'd say this instead of typing. Could we talk for fifteen minutes one day this week?",
    'Hi {name}, I was glad to get your answer. One question back. Who would you talk to next, in my place?',
    "Hi {name}, thanks for coming back to me. I'd like to hear more, if you have the time. When's a good moment to ring you?",
    'Hi {name}, thank you for your answer. And what about you? What are you busy with?',
  ],
  followUp: [
    "Hi {name}, no need to go back to my last message. I'd still like to hear how you are. How's it going?",
    "Hi {name}, I know how weeks fill up. Here's a smaller question. Is there one person you'd send me to?",
    "Hi {name}, one more from me, and then I'll leave it with you. Would another month be easier?",
    "Hi {name}, a voice note is a lot to listen to, so this one is short. What's new with you?",
  ],
  followUpFriend: [
    "Hi {name}, no need to go back to my last message. I just wanted to know how you are. How's it going?",
    "Hi {name}, a voice note is a lot to listen to, so this one's short. What's new with you?",
    "Hi {name}, it's me again, with nothing that can't wait. Shall I ring you one evening instead?",
    "Hi {name}, I'm still here, and still curious about your week. How was it?",
  ],
};

/** Phoning someone the member knows, or who has answered. */
export const phone: Words = {
  friend: [
    "Hi {name}, it's me. Nothing's wrong, I just wanted to hear your voice. Have you got five minutes?",
    "Hi {name}, is this a good moment? I'm trying to work out what to do next and I'd like to think aloud with you. Could I have ten minutes?",
    "Hi {name}, it's me. I've got one question and then I want all your news. Who do you know that I should talk to about what I do next?",
    'Hi {name}, I was thinking of you, so I rang. What have you been up to?',
    "Hi {name}, have you got ten minutes for me? I want to know what you'd say I'm good at. You can be honest. Is now all right?",
    "Hi {name}, I'd like to hear what it's like at {org}, the good and the bad. Is now a good time, or shall I ring later?",
  ],
  any: [
    "Hi {name}, it's [your name]. Is this a good moment? I'd like your advice on one thing, and I'll be five minutes. What would you do first, if you were me?",
    "Hi {name}, it's [your name]. You came to mind, so I thought I'd ring instead of writing. Have you got five minutes?",
    "Hello {name}, this is [your name]. I'm talking to people about what they do, to help me with my next step. Is now all right, or shall I ring another day?",
    "Hi {name}, it's [your name]. I've got one question about your line of work, and it's a short one. What's changing most at the moment?",
  ],
  answered: [
    "Hi {name}, it's [your name]. Thank you for answering me last time. I've got one more question, and it's easier by phone. Is now a good moment?",
    "Hi {name}, it's [your name]. I'm working out my next step and I'd like your advice. It'll be ten minutes. Is now all right, or shall I ring another day?",
    "Hi {name}, it's [your name]. It was good to hear from you last time, so I thought I'd ring. How are things?",
    "Hi {name}, it's [your name]. I'd like to hear how it's going at {org}. Have you got ten minutes, now or later in the week?",
    "Hi {name}, it's [your name]. I'm trying to understand where your line of work is going, and I'd like to hear how you see it. Have you got ten minutes?",
    "Hi {name}, it's [your name]. You took a moment for me before, and I wanted to ask who else I should listen to. Does anyone come to mind?",
  ],
  reply: [
    "Hi {name}, it's [your name]. Thank you for your answer. I thought it would be easier to talk. Is now a good moment, or shall I ring another day?",
    "Hi {name}, it's [your name]. I was glad to hear back from you. I've got two short questions. Have you got ten minutes?",
    "Hi {name}, it's [your name]. It was kind of you to answer, and I'd like to hear more. When would be a good time to talk?",
    "Hi {name}, it's [your name]. Thank you for getting back to me. Who else would you talk to, if you were me?",
  ],
  followUp: [
    "Hi {name}, it's [your name]. I tried you the other week, and there was no need to ring back. Is this a better moment?",
    "Hi {name}, it's [your name]. No need to go back to last time. I've got one small question. Have you got two minutes?",
    "Hi {name}, it's [your name]. I tried you the other week. If a message is easier for you, I'll write instead. Which would you like?",
    "Hi {name}, it's [your name]. I'd still like to hear how you are. Is now all right, or would another month be better?",
  ],
  followUpFriend: [
    "Hi {name}, it's me. Phones never ring at a good time. Is this one better?",
    "Hi {name}, it's me again, and nothing's wrong. How are you?",
    'Hi {name}, I missed you last time, so here I am. Have you got five minutes?',
    "Hi {name}, it's me. I'd still like to hear your voice. Is now all right, or shall I try one evening?",
  ],
};

/** Ringing a stranger. */
export const coldCall: Words = {
  stranger: [
    "Hello {name}, my name is [your name]. We haven't met, and I have nothing to sell. I'm learning about work like yours. Could I ask you one question now, or is there a better time?",
    "Hello {name}, this is [your name]. You don't know me, so I'll be short. I'd like to hear how you got into what you do. Would you have fifteen minutes one day this week?",
    "Hello {name}, my name is [your name]. I'm trying to understand what it's like at {org}, from someone who's there. Is there a day when I could ring you for fifteen minutes?",
    "Hello {name}, my name is [your name]. I've got one question about your line of work, and it takes a minute. What's changing most at the moment?",
    "Hello {name}, this is [your name]. We haven't met. I'm asking people for advice on getting started in what you do. If you're not the right person, who would be?",
  ],
  followUp: [
    'Hello {name}, my name is [your name]. I rang a while ago, and it may not have been a good moment. Is this a better one?',
    'Hello {name}, this is [your name]. I tried you the other week with a question about your line of work. Would it be easier if I wrote it down for you?',
    "Hello {name}, my name is [your name]. I rang once before. One short question, and then I'll let you get on. Who would you ask about your line of work, if you were new to it?",
    "Hello {name}, this is [your name]. I tried you a while ago. If this week is full, that's fine. Would another month be easier?",
  ],
};
