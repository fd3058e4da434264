import type { CallOutcome, CallSentiment, CallStatus } from '@foyer/contract';
import type { RecordingsTable, Segment } from '../db/schema.ts';
import { recordedOf, type Recorded } from './audio/recordings.ts';
import { TRADES } from './businesses.ts';
import { callTimes } from './call-times.ts';
import { callersOf, type Caller } from './callers.ts';
import { writeConversation, type Intent, type Written } from './conversation-writer.ts';
import { agentId, clientId, projectId, type DemoAgent, type DemoClient } from './demo.ts';
import type { CallSeed, RecordingSeed } from './insert-calls.ts';
import { chance, idOf, type Chance } from './random.ts';

const DAYS = 120;
const RETENTION_DAYS = 30;
const DAY = 86_400_000;

const STATUSES = { completed: 74, transferred: 8, missed: 9, voicemail: 6, failed: 3 } as const;
const COMPLETED = {
  booked: 34,
  answered: 24,
  message_taken: 13,
  rescheduled: 11,
  cancelled: 6,
  complaint: 7,
  spam: 5,
} as const;
const MOODS: Readonly<Record<string, Partial<Record<CallSentiment, number>>>> = {
  complaint: { negative: 9, neutral: 1 },
  cancelled: { neutral: 7, negative: 2, positive: 1 },
  spam: { neutral: 1 },
};
const USUAL_MOOD = { positive: 5, neutral: 4, negative: 0.6 } as const;

/** The newest calls of one client of the demo, newest first; all without a number. `now` is when the demo begins. */
export function demoCalls(client: DemoClient, now: Date, newest = client.calls): CallSeed[] {
  const by = chance(`calls of ${client.key}`);
  const callers = callersOf(by, client.country, Math.round(client.calls / 2.6));
  const agents = client.agents.filter((agent) => agent.status !== 'draft');
  const shares = Object.fromEntries(agents.map((agent) => [agent.key, agent.share]));
  const gates = gatesToMeet();
  const recorded = recordedOf(client.business);
  const times = callTimes(by, client.business, client.timeZone, now, DAYS, client.calls);
  return times.slice(0, newest).map((startedAt, index) => {
    const key = by.weighted(shares);
    const agent = agents.find((one) => one.key === key);
    if (!agent) throw new Error(`${client.key} has no agent that takes calls`);
    const id = idOf(`call ${client.key} ${index}`);
    const age = now.getTime() - startedAt.getTime();
    const call: Setting = { by, client, agent, caller: by.pick(callers), id, startedAt, age };
    const heard = recordedAmong(call, recorded, index);
    return heard ? heardCall(call, heard, gates) : writtenCall(call);
  });
}

interface Setting {
  readonly by: Chance;
  readonly client: DemoClient;
  readonly agent: DemoAgent;
  readonly caller: Caller;
  readonly id: string;
  readonly startedAt: Date;
  readonly age: number;
}

/** Of the newest calls about every third is one that can be heard; later, one now and then, whose sound has outlived its retention. */
function recordedAmong(
  { by, age }: Setting,
  recorded: readonly Recorded[],
  index: number,
): Recorded | undefined {
  const share = index < 150 ? 0.34 : age > RETENTION_DAYS * DAY ? 0.004 : 0;
  if (!by.happens(share)) return undefined;
  // The one whose caller is always the same stays rare.
  const known = recorded.filter((one) => one.knownCaller);
  const anybodys = recorded.filter((one) => !one.knownCaller);
  return by.pick(known.length > 0 && by.happens(0.12) ? known : anybodys);
}

interface Gate {
  readonly consent: RecordingsTable['consent'];
  readonly media: RecordingsTable['media'];
  readonly complianceHold: boolean;
  /** Hours that it is kept where that is less than usual, as a caller may ask for. */
  readonly keptHours?: number;
}

/** What the first of a client's recordings run into, so that each gate is met on the first pages. */
function* gatesToMeet(): Generator<Gate> {
  const open: Gate = { consent: 'granted', media: 'available', complianceHold: false };
  yield { ...open, media: 'processing' };
  yield { ...open, consent: 'pending' };
  yield* [open, open, open];
  yield { ...open, consent: 'not_required' };
  yield { ...open, consent: 'denied' };
  yield* [open, open];
  yield { ...open, consent: 'withdrawn' };
  yield* [open, open];
  yield { ...open, complianceHold: true };
  yield* [open, open];
  yield { ...open, media: 'missing' };
  yield open;
  yield { ...open, keptHours: 1 };
  yield open;
  yield { ...open, media: 'expired', keptHours: 1 };
  while (true) yield open;
}

function heardCall(call: Setting, heard: Recorded, gates: Generator<Gate>): CallSeed {
  const { by, client, startedAt } = call;
  const caller = heard.knownCaller ?? call.caller;
  const gate: Gate =
    call.age > RETENTION_DAYS * DAY
      ? { consent: 'granted', media: 'available', complianceHold: false }
      : gates.next().value;
  return {
    ...facts(call),
    status: heard.conversation.outcome === 'transferred' ? 'transferred' : 'completed',
    direction: 'inbound',
    outcome: heard.conversation.outcome,
    sentiment: heard.conversation.sentiment,
    tags: heard.conversation.tags,
    durationMs: heard.durationMs,
    cost: costOf(client, heard.durationMs),
    endReason: by.pick(['caller_hung_up', 'agent_ended']),
    caller,
    summary: heard.summary,
    segments: withIds(call.id, heard.segments),
    recording: {
      consent: gate.consent,
      complianceHold: gate.complianceHold,
      media: gate.media,
      retainUntil: retainUntil(startedAt, gate.keptHours),
      ...(gate.media !== 'available'
        ? NO_SOUND
        : {
            contentKey: heard.contentKey,
            mediaType: heard.mediaType,
            durationMs: heard.durationMs,
            peaks: heard.peaks,
          }),
    },
  };
}

function writtenCall(call: Setting): CallSeed {
  const { by, client } = call;
  const status = by.weighted(STATUSES);
  const outbound = status !== 'transferred' && by.happens(0.14);
  const intent = intentOf(by, status, outbound);
  const sentiment =
    intent && intent !== 'not_reached' ? by.weighted({ ...(MOODS[intent] ?? USUAL_MOOD) }) : null;
  const withheld = !outbound && by.happens(0.05);
  const caller = {
    name: withheld || by.happens(0.25) ? null : call.caller.name,
    number: withheld ? null : call.caller.number,
  };
  const base = { ...facts(call), status, direction: outbound ? 'outbound' : 'inbound', caller } as const;
  if (intent === null || status === 'missed') {
    const durationMs = status === 'failed' ? by.between(800, 9_000) : 0;
    return {
      ...base,
      outcome: status === 'missed' ? 'not_reached' : null,
      sentiment: null,
      tags: [],
      durationMs,
      cost: costOf(client, durationMs),
      endReason: status === 'failed' ? by.pick(['carrier_error', 'agent_error']) : 'no_answer',
      summary: {
        text: status === 'failed' ? 'The line broke before anybody spoke.' : 'Nobody answered.',
        spans: [],
      },
      segments: [],
      recording: null,
    };
  }
  const written: Written = writeConversation(intent, {
    by,
    trade: TRADES[client.business],
    company: client.name,
    caller: call.caller,
    sentiment: sentiment ?? 'neutral',
  });
  return {
    ...base,
    // Who says their name is known by it.
    caller: { ...caller, name: saysName(written) ? call.caller.name : caller.name },
    outcome: outcomeOf(intent),
    sentiment,
    tags: tagsOf(by, client, intent),
    durationMs: written.durationMs,
    cost: costOf(client, written.durationMs),
    endReason:
      intent === 'transferred' ? 'transferred' : by.pick(['caller_hung_up', 'caller_hung_up', 'agent_ended']),
    summary: written.summary,
    segments: withIds(call.id, written.segments),
    recording: writtenRecording(call),
  };
}

/** Nothing of these was ever spoken, so there is nothing to hear: it ran out, or the call was not recorded. */
function writtenRecording({ age, startedAt }: Setting): RecordingSeed | null {
  if (age <= RETENTION_DAYS * DAY) return null;
  return {
    consent: 'granted',
    complianceHold: false,
    media: 'expired',
    retainUntil: retainUntil(startedAt),
    ...NO_SOUND,
  };
}

const NO_SOUND = { contentKey: null, mediaType: null, durationMs: null, peaks: null } as const;

const retainUntil = (startedAt: Date, hours = RETENTION_DAYS * 24): Date =>
  new Date(startedAt.getTime() + hours * 3_600_000);

function facts({ client, agent, id, startedAt }: Setting) {
  return {
    tenantId: clientId(client.key),
    id,
    projectId: projectId(client.key, agent.project),
    agentId: agentId(client.key, agent.key),
    startedAt,
    currency: client.currency,
  };
}

function intentOf(by: Chance, status: CallStatus, outbound: boolean): Intent | null {
  if (status === 'failed') return null;
  if (status === 'missed') return 'not_reached';
  if (status === 'transferred') return 'transferred';
  if (status === 'voicemail') return outbound ? 'not_reached' : 'message_taken';
  return outbound ? 'reminder' : by.weighted(COMPLETED);
}

function outcomeOf(intent: Intent): CallOutcome {
  if (intent === 'complaint') return 'message_taken';
  return intent === 'reminder' ? 'answered' : intent;
}

function tagsOf(by: Chance, client: DemoClient, intent: Intent): string[] {
  const own = intent === 'complaint' || intent === 'reminder' || intent === 'spam' ? [intent] : [];
  return by.happens(0.55) ? [...own, by.pick(TRADES[client.business].tags)] : own;
}

const saysName = ({ segments }: Written): boolean =>
  segments.some(({ spans }) => spans.some(({ kind }) => kind === 'caller_name'));

const costOf = (client: DemoClient, durationMs: number): number =>
  Math.ceil((durationMs / 60_000) * client.rate);

function withIds(callId: string, segments: readonly Omit<Segment, 'id'>[]): Segment[] {
  return segments.map((segment, i) => ({ id: idOf(`segment ${callId} ${i}`), ...segment }));
}
