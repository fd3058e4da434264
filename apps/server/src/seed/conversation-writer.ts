import type { CallOutcome, CallSentiment } from '@foyer/contract';
import type { Segment } from '../db/schema.ts';
import type { Trade } from './businesses.ts';
import type { Caller } from './callers.ts';
import { readMarked, type MarkedText } from './marked-text.ts';
import type { Chance } from './random.ts';

/** What a call is about, as it shapes the conversation. */
export type Intent = CallOutcome | 'complaint' | 'reminder';

export interface Subject {
  readonly by: Chance;
  readonly trade: Trade;
  /** As the agent says it on the phone. */
  readonly company: string;
  readonly caller: Caller;
  readonly sentiment: CallSentiment;
}

export interface Written {
  readonly segments: readonly Omit<Segment, 'id'>[];
  readonly summary: MarkedText;
  readonly durationMs: number;
}

type Line = readonly ['agent' | 'caller', string];

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const TIMES = [
  'at eight thirty',
  'at nine fifteen',
  'at ten',
  'at a quarter to twelve',
  'at one thirty',
  'at two',
  'at three twenty',
  'at half past four',
];

/** Writes a conversation that fits its outcome, with the times at which it would be spoken. */
export function writeConversation(intent: Intent, subject: Subject): Written {
  const { lines, summary } = WRITERS[intent](subject);
  const segments: Omit<Segment, 'id'>[] = [];
  let at = 700;
  for (const [speaker, marked] of lines) {
    const { text, spans } = readMarked(marked);
    const words = text.split(' ').length;
    const endMs = at + 350 + words * subject.by.between(290, 380);
    segments.push({ speaker, startMs: at, endMs, text, spans });
    at = endMs + subject.by.between(180, 900);
  }
  return { segments, summary: readMarked(summary), durationMs: at + 300 };
}

interface Draft {
  readonly lines: readonly Line[];
  readonly summary: string;
}

const agent = (text: string): Line => ['agent', text];
const caller = (text: string): Line => ['caller', text];

const WRITERS: Readonly<Record<Intent, (subject: Subject) => Draft>> = {
  booked: (s) => {
    const service = s.by.pick(s.trade.services);
    const slot = slotOf(s);
    return {
      lines: [
        greeting(s),
        caller(
          s.by.pick([
            `Hi, I would like to book ${service}.`,
            `Hello. Can I get ${service}, please?`,
            `Good morning, I am calling to arrange ${service}.`,
            `Hi there, do you have anything free for ${service}?`,
          ]),
        ),
        agent(
          s.by.pick([
            'With pleasure. Have you been with us before?',
            'Of course. Are you already a customer of ours?',
            'Happy to help. Is this the first time you call us?',
          ]),
        ),
        caller(
          s.by.pick([
            'Yes, a couple of times.',
            'No, it would be the first time.',
            'Yes, my partner is with you too.',
            'I was there last year.',
          ]),
        ),
        ...introduction(s),
        ...identification(s),
        ...offer(s, slot),
        ...contact(s),
        ...aside(s),
        ...deposit(s),
        ...farewell(s),
      ],
      summary: `{caller_name:${s.caller.name}} booked ${service} for ${slot}.${s.by.happens(0.4) ? ` Asked for a message to {phone_number:${s.caller.number}}.` : ''}`,
    };
  },
  rescheduled: (s) => {
    const service = s.by.pick(s.trade.services);
    const slot = slotOf(s);
    const day = s.by.pick(DAYS);
    return {
      lines: [
        greeting(s),
        caller(
          s.by.pick([
            `Hello, I have ${service} on ${day} and I cannot make it.`,
            `Hi. I need to move ${service}, it is on ${day}.`,
            `I am afraid ${day} does not work any more. It is about ${service}.`,
          ]),
        ),
        agent(
          s.by.pick([
            'No problem, we can move that.',
            'Thank you for telling us in time. Let me look.',
            'That happens. Let me find it.',
          ]),
        ),
        ...introduction(s),
        ...identification(s),
        agent(`I see it here, on ${day}.`),
        caller(
          s.by.pick([
            'My daughter is ill, so I have to stay at home.',
            'Something came up at work.',
            'I will be out of town that day.',
            'I mixed up the dates, sorry.',
          ]),
        ),
        ...offer(s, slot),
        ...aside(s),
        ...farewell(s),
      ],
      summary: `{caller_name:${s.caller.name}} moved ${service} from ${day} to ${slot}.`,
    };
  },
  cancelled: (s) => {
    const service = s.by.pick(s.trade.services);
    const reason = s.by.pick([
      'I found somebody who can come sooner.',
      'We are moving away next month.',
      'It has sorted itself out.',
      'It is a bit too expensive for us right now.',
    ]);
    return {
      lines: [
        greeting(s),
        caller(`Hi. I want to cancel ${service}, please.`),
        agent('I can do that. Let me find the booking first.'),
        ...introduction(s),
        ...identification(s),
        agent(
          s.by.pick([
            'Thank you. May I ask for the reason?',
            'I have it. Would you tell me why, so that we can do better?',
          ]),
        ),
        caller(reason),
        agent(
          s.by.pick([
            'I understand. Would another time help?',
            'Thank you for being open. Shall I offer you a later date instead?',
          ]),
        ),
        caller(
          s.by.pick([
            'No, please just cancel it.',
            'Not for now, thanks.',
            'No. I will call when I need it.',
          ]),
        ),
        agent('It is cancelled, and there is no charge. You will get a confirmation.'),
        ...contact(s),
        ...farewell(s),
      ],
      summary: `{caller_name:${s.caller.name}} cancelled ${service}. No charge.`,
    };
  },
  answered: (s) => {
    const asked = several(s, s.by.between(2, 4));
    return {
      lines: [
        greeting(s),
        caller(
          s.by.pick([
            'Hi, I just have a couple of questions.',
            'Hello, quick question.',
            'Good afternoon, maybe you can tell me something.',
          ]),
        ),
        agent(s.by.pick(['Of course, go ahead.', 'Sure, what would you like to know?', 'I am listening.'])),
        ...asked.flatMap(([question, answer], i) => [
          caller(
            i === 0
              ? question
              : `${s.by.pick(['And another thing.', 'Good to know.', 'Okay.', 'Right.'])} ${question}`,
          ),
          agent(answer),
          ...(s.by.happens(0.5)
            ? [
                caller(s.by.pick(['I see.', 'That is clear, thanks.', 'Ah, good.', 'Hm, okay.'])),
                agent(s.by.pick(['Anything else?', 'Is there more that I can help with?', 'Glad to help.'])),
              ]
            : []),
        ]),
        ...(s.by.happens(0.4) ? contact(s) : []),
        ...farewell(s),
      ],
      summary: `A caller asked ${asked.length === 2 ? 'two questions' : `${asked.length} questions`} about ${s.trade.visit}; all were answered.${s.by.happens(0.3) ? ` Details go to {email:${emailOf(s.caller)}}.` : ''}`,
    };
  },
  message_taken: (s) => {
    const wanted = s.by.pick(s.trade.staff);
    return {
      lines: [
        greeting(s),
        caller(
          s.by.pick([
            `Hello, could you put me through to ${wanted}?`,
            `I would like to speak to ${wanted}, please.`,
            `Is ${wanted} there?`,
          ]),
        ),
        agent(
          s.by.pick([
            'I am afraid nobody is free there right now. May I take a message?',
            'They are with somebody at the moment. Can I pass something on?',
          ]),
        ),
        ...introduction(s),
        agent('What is it about?'),
        caller(
          s.by.pick([
            `It is about ${s.by.pick(s.trade.services)}, from last week.`,
            'I had a letter and I do not understand it.',
            'They asked me to call back, I do not know why.',
            'It is a bit private, they will know.',
          ]),
        ),
        agent('I have written that down. When is a good time to reach you?'),
        caller(
          s.by.pick([
            'Any time after four.',
            'Tomorrow morning is best.',
            'Whenever. I have my phone on me.',
            'Not before lunch, I sleep in.',
          ]),
        ),
        ...contact(s),
        ...aside(s),
        agent(`I pass it on at once. ${capital(wanted)} will call you back.`),
        ...farewell(s),
      ],
      summary: `Message for ${wanted}: please call {caller_name:${s.caller.name}} back on {phone_number:${s.caller.number}}.`,
    };
  },
  transferred: (s) => {
    const wanted = s.by.pick(s.trade.staff);
    const [question, answer] = s.by.pick(s.trade.questions);
    return {
      lines: [
        greeting(s),
        caller(`Hi. ${question}`),
        agent(answer),
        caller(
          s.by.pick([
            'That is not quite what I mean.',
            'My case is more complicated.',
            'I would rather talk to a person about this.',
            'I was told something else last week.',
          ]),
        ),
        agent('I understand. Let me get somebody who can decide that.'),
        ...introduction(s),
        ...identification(s),
        agent(`Thank you. I am putting you through to ${wanted} now. Please stay on the line.`),
        caller(s.by.pick(['Thank you.', 'Fine, I will wait.', 'Okay.'])),
        agent('The line is free. Here you are.'),
      ],
      summary: `{caller_name:${s.caller.name}} was put through to ${wanted} after a question that needed a decision.`,
    };
  },
  complaint: (s) => {
    const complaint = s.by.pick(s.trade.complaints);
    return {
      lines: [
        greeting(s),
        caller(
          s.by.pick([
            `I am calling because ${complaint}.`,
            `Look, ${complaint}. That is not acceptable.`,
            `Hello. I have to complain: ${complaint}.`,
          ]),
        ),
        agent(
          s.by.pick([
            'I am sorry to hear that. Thank you for telling us.',
            'That should not have happened, and I am sorry.',
          ]),
        ),
        caller(
          s.by.pick([
            'It is the second time.',
            'I expected better, honestly.',
            'Sorry does not help me much.',
            'I have told you before.',
          ]),
        ),
        agent('I want to make sure that the right person looks at it today. Let me take down what happened.'),
        ...introduction(s),
        ...identification(s),
        caller(
          s.by.pick([
            'I can send photos as well.',
            'I have the invoice in front of me.',
            'My neighbour saw it too.',
            'I just want it to be put right.',
          ]),
        ),
        agent('Thank you, that helps. I have opened a case, and it goes to the manager now.'),
        ...contact(s),
        caller(s.by.pick(['And when will I hear from you?', 'How long will that take?'])),
        agent('By tomorrow noon at the latest. If not, please call us, and I will put you through at once.'),
        caller(s.by.pick(['All right then.', 'We will see.', 'I hope so.'])),
        ...farewell(s),
      ],
      summary: `{caller_name:${s.caller.name}} complained that ${complaint}. A manager answers by tomorrow noon.`,
    };
  },
  reminder: (s) => {
    const service = s.by.pick(s.trade.services);
    const slot = slotOf(s);
    return {
      lines: [
        agent(
          `Hello, this is the assistant of ${s.company}. Am I speaking with {caller_name:${s.caller.name}}?`,
        ),
        caller(s.by.pick(['Yes, speaking.', 'That is me.', 'Yes, what is it?'])),
        agent(`I am calling about ${service} on ${slot}. Does the time still suit you?`),
        caller(
          s.by.pick([
            'Yes, I will be there.',
            'It does, thanks for the reminder.',
            'Oh, I had nearly forgotten. Yes.',
          ]),
        ),
        agent('Wonderful. Is there anything we should prepare?'),
        caller(s.by.pick(['No, all good.', s.by.pick(s.trade.remarks)])),
        agent('I have noted that.'),
        ...aside(s),
        ...contact(s),
        agent('Then we look forward to seeing you. Have a nice day.'),
        caller(s.by.pick(['Thanks, you too.', 'Bye.', 'See you.'])),
      ],
      summary: `Reminder of ${service} on ${slot}; {caller_name:${s.caller.name}} confirmed.`,
    };
  },
  not_reached: (s) => ({
    lines: [
      agent(
        `Hello, this is the assistant of ${s.company} with a message for {caller_name:${s.caller.name}}.`,
      ),
      agent(`It is about ${s.by.pick(s.trade.services)}. There is nothing that you need to do today.`),
      agent('Please call us back when it suits you. We are here from eight to six.'),
      agent('Thank you, and goodbye.'),
    ],
    summary: 'Nobody answered; a message was left on the mailbox.',
  }),
  spam: (s) => ({
    lines: [
      greeting(s),
      caller(
        s.by.pick([
          'Congratulations, you have been chosen for a free energy audit.',
          'Hello, I am calling about your business listing, it is about to expire.',
          'Good day, am I speaking to the person who decides about your card terminal?',
        ]),
      ),
      agent('Thank you, we are not interested in offers by phone.'),
      caller(
        s.by.pick([
          'It only takes two minutes of your time.',
          'But this is the last day of the offer.',
          'May I speak to the owner then?',
        ]),
      ),
      agent('I cannot help you with that. Please take us off your list.'),
      caller('Are you a robot?'),
      agent('I am the digital assistant here. Have a good day.'),
    ],
    summary: 'A sales call about an offer; declined.',
  }),
};

function greeting({ by, company }: Subject): Line {
  return agent(
    by.pick([
      `Thank you for calling ${company}. How can I help you?`,
      `${company}, good day. What can I do for you?`,
      `Hello, you have reached ${company}. I am the digital assistant. How may I help?`,
      `${company}, hello. How can I help you today?`,
    ]),
  );
}

function introduction({ by, caller: who }: Subject): Line[] {
  const given = who.name.split(' ')[0] ?? who.name;
  return [
    agent(by.pick(['May I have your name, please?', 'Who am I speaking with?', 'And your name is?'])),
    caller(
      by.pick([
        `{caller_name:${who.name}}.`,
        `It is {caller_name:${who.name}}.`,
        `My name is {caller_name:${who.name}}.`,
      ]),
    ),
    agent(
      by.pick([
        `Thank you, {caller_name:${given}}.`,
        `Thanks, {caller_name:${given}}. One moment.`,
        'Thank you. One moment, please.',
      ]),
    ),
  ];
}

function identification({ by, trade }: Subject): Line[] {
  const [question, answers] = by.pick(trade.identify);
  return [
    agent(question),
    caller(`${by.pick(['Sure,', 'Yes,', 'It is', 'That is'])} ${by.pick(answers)}.`),
    agent(by.pick(['Thank you, I have found you.', 'Got it.', 'Perfect, there you are.'])),
  ];
}

function slotOf({ by }: Subject): string {
  return `${by.pick(DAYS)} ${by.pick(TIMES)}`;
}

function offer(s: Subject, slot: string): Line[] {
  const { by } = s;
  const other = slotOf(s);
  const refused = by.happens(0.45)
    ? [
        agent(`The next free time would be ${other}.`),
        caller(
          by.pick(['That does not work for me.', 'Do you have anything else?', 'Hm, that is difficult.']),
        ),
      ]
    : [];
  return [
    ...refused,
    agent(by.pick([`I can offer you ${slot}.`, `How about ${slot}?`, `There is a place free on ${slot}.`])),
    caller(
      by.pick(['That works.', 'Perfect, I will take it.', 'Yes, that is good.', 'Okay, let us do that.']),
    ),
    agent(`Then I put you down for ${slot}.`),
  ];
}

function contact({ by, caller: who }: Subject): Line[] {
  if (by.happens(0.5)) {
    return [
      agent(by.pick(['Under which number can we reach you?', 'Which number shall we use for messages?'])),
      caller(`${by.pick(['On', 'It is', 'Best on'])} {phone_number:${who.number}}.`),
      agent('Thank you, I have that.'),
    ];
  }
  return [
    agent('Shall I send you a confirmation by e-mail?'),
    caller(`Yes, to {email:${emailOf(who)}}.`),
    agent('It is on its way.'),
  ];
}

function aside({ by, trade }: Subject): Line[] {
  if (by.happens(0.35)) return [];
  if (by.happens(0.4))
    return [
      caller(by.pick(trade.remarks)),
      agent(by.pick(['I have added a note.', 'Thank you, that is good to know.', 'I will pass that on.'])),
    ];
  const [question, answer] = by.pick(trade.questions);
  return [
    caller(`${by.pick(['One more thing.', 'Before I forget.', 'And tell me.'])} ${question}`),
    agent(answer),
    caller(by.pick(['Great.', 'Okay, thank you.', 'Understood.'])),
  ];
}

function deposit({ by }: Subject): Line[] {
  if (by.happens(0.82)) return [];
  return [
    agent('A small deposit secures the time. Would you like to pay it by card now?'),
    caller(
      `Yes. The number is {card_number:${by.pick(['4242 4242 4242 4242', '5555 5555 5555 4444', '4000 0566 5566 5556'])}}.`,
    ),
    agent('Thank you, the payment went through.'),
  ];
}

function farewell({ by, sentiment }: Subject): Line[] {
  return [
    agent(by.pick(['Is there anything else I can do?', 'Can I help with anything else?'])),
    caller(
      {
        positive: by.pick([
          'No, that was really helpful. Thank you!',
          'No, you have been great.',
          'That is all. Wonderful service.',
        ]),
        neutral: by.pick(['No, that is all.', 'No, thank you.', 'That was it.']),
        negative: by.pick([
          'No. I hope it works this time.',
          'No, I have wasted enough time.',
          'Just make sure that it is done.',
        ]),
      }[sentiment],
    ),
    agent(
      by.pick([
        'Thank you for calling. Goodbye.',
        'Have a good day. Goodbye.',
        'Thanks for your call, take care.',
      ]),
    ),
  ];
}

function several({ by, trade }: Subject, count: number): (readonly [string, string])[] {
  const left = [...trade.questions];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(by.between(0, left.length - 1), 1),
  ).flat();
}

const emailOf = ({ name }: Caller): string => `${name.toLowerCase().replaceAll(' ', '.')}@mail.example`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
