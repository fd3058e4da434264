import { CALL_DIRECTIONS } from '@foyer/contract';
import type { CallMood } from '@foyer/contract/call-notes';
import { begun, type CallFacts, type SpokenPart } from '../call-facts.ts';
import { momentsOf, type CallMoment } from '../call-moments.ts';
import { at, listAt, withValueAt } from '../payload.ts';
import {
  instant,
  minor,
  outcome,
  phone,
  reasonWord,
  sentiment,
  tags,
  text,
  webAddress,
} from '../plain-values.ts';
import { bodyIsSigned, headerParts, isRecent, signBody } from '../signature.ts';
import type { VendorReader } from './vendor.ts';

/* Plain JSON of our own, for platforms that have no reader here: docs/ingest.md is its description. */

const AUDIO_AT = ['call', 'recording', 'base64'];
/** Of a call that has ended. */
const STATUSES = ['completed', 'missed', 'voicemail', 'transferred', 'failed'] as const;
const RANKS: Readonly<Record<string, number>> = { 'call.started': 0, 'call.finished': 1, 'call.updated': 2 };
const KINDS = ['tool', 'transfer', 'hold', 'voicemail'] as const;
const OUTCOMES = ['done', 'failed'] as const;
/** A day: nobody is on the telephone for longer. */
const LONGEST_MS = 86_400_000;
const CONSENTS = ['granted', 'not_required', 'pending', 'denied'] as const;

function spoken(line: unknown): SpokenPart[] {
  const speaker = at(line, 'speaker');
  const said = text(at(line, 'text'));
  const startMs = Number(at(line, 'startMs') ?? Number.NaN);
  if ((speaker !== 'agent' && speaker !== 'caller') || said === undefined || !(startMs >= 0)) return [];
  const endMs = Number(at(line, 'endMs') ?? startMs);
  return [
    { speaker, startMs: Math.round(startMs), endMs: Math.round(Math.max(startMs, endMs || 0)), text: said },
  ];
}

/** What happened besides talking. Where a call was handed over isn't taken: it is mostly a number. */
function happened(event: unknown): CallMoment[] {
  const kind = KINDS.find((one) => one === at(event, 'kind'));
  const atMs = Number(at(event, 'atMs') ?? Number.NaN);
  if (!kind || !(atMs >= 0)) return [];
  const lasted = Number(at(event, 'durationMs') ?? Number.NaN);
  const told = momentsOf([
    {
      name: kind === 'tool' ? at(event, 'name') : kind,
      atMs: Math.round(atMs),
      answeredAtMs: lasted >= 0 ? Math.round(atMs + lasted) : undefined,
      outcome: OUTCOMES.find((one) => one === at(event, 'outcome')) ?? null,
    },
  ]);
  return (told ?? []).map((moment) => (kind === 'tool' ? moment : { ...moment, kind, name: null }));
}

/** Of one call: who sends more sends something else. */
const MOST_MOODS = 500;

/** How the caller felt for a while, from -100 to 100. */
function felt(mood: unknown): CallMood[] {
  const [fromMs, toMs, value] = ['fromMs', 'toMs', 'value'].map((name) => at(mood, name));
  if (typeof fromMs !== 'number' || typeof toMs !== 'number' || typeof value !== 'number') return [];
  if (!(fromMs >= 0 && toMs >= fromMs && toMs <= LONGEST_MS && Math.abs(value) <= 100)) return [];
  return [{ fromMs: Math.round(fromMs), toMs: Math.round(toMs), value: Math.round(value) }];
}

const moodsIn = (call: unknown): CallMood[] =>
  listAt(call, 'moods')
    .flatMap(felt)
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .slice(0, MOST_MOODS);

const someOf = <T>(all: readonly T[]): readonly T[] | undefined => (all.length > 0 ? all : undefined);

function factsOf(call: unknown): CallFacts {
  const price = minor(at(call, 'cost', 'amount'));
  const currency = text(at(call, 'cost', 'currency'), 3);
  const lasted = at(call, 'durationMs');
  const found: { [K in keyof CallFacts]: CallFacts[K] | undefined } = {
    startedAt: instant(at(call, 'startedAt')),
    endedAt: instant(at(call, 'endedAt')),
    durationMs: typeof lasted === 'number' ? lasted : undefined,
    cost:
      price !== undefined && currency !== undefined && /^[A-Z]{3}$/.test(currency)
        ? { minor: price, currency }
        : undefined,
    direction: CALL_DIRECTIONS.find((one) => one === at(call, 'direction')),
    status: STATUSES.find((one) => one === at(call, 'status')),
    endReason: reasonWord(at(call, 'endReason'), {}),
    sentiment: sentiment(at(call, 'sentiment')),
    outcome: outcome(at(call, 'outcome')),
    tags: tags(at(call, 'tags')),
    summary: text(at(call, 'summary')),
    callerName: text(at(call, 'caller', 'name'), 200),
    callerNumber: phone(at(call, 'caller', 'number')),
    segments: listAt(call, 'transcript').flatMap(spoken),
    moments: someOf(listAt(call, 'events').flatMap(happened)),
    moods: someOf(moodsIn(call)),
    consent: CONSENTS.find((one) => one === at(call, 'recording', 'consent')),
    audioUrl: webAddress(at(call, 'recording', 'url')),
    audioWithin: typeof at(call, 'recording', 'base64') === 'string' ? true : undefined,
  };
  return found as CallFacts;
}

export const generic: VendorReader = {
  isSigned: async ({ headers, body, now }, secret) => {
    const parts = headerParts(headers.get('x-foyer-signature'));
    const timestamp = parts.get('t') ?? '';
    return (
      (await bodyIsSigned(secret, `${timestamp}.`, body, parts.get('v1') ?? '')) && isRecent(timestamp, now)
    );
  },

  sign: async (body, secret, now) => {
    const timestamp = Math.floor(now.getTime() / 1000);
    return { 'x-foyer-signature': `t=${timestamp},v1=${await signBody(secret, `${timestamp}.`, body)}` };
  },

  label: (payload) => ({
    event: text(at(payload, 'event'), 100) ?? null,
    vendorCallId: text(at(payload, 'call', 'id'), 200) ?? null,
    vendorAgentId: text(at(payload, 'call', 'agent'), 200) ?? null,
  }),

  read: (payload) => {
    const event = text(at(payload, 'event'), 100) ?? null;
    const rank = RANKS[event ?? ''];
    if (rank === undefined) return { kind: 'failed', reason: 'unknown_event', subject: event };
    const facts = factsOf(at(payload, 'call'));
    if (event !== 'call.updated' && !facts.startedAt)
      return { kind: 'failed', reason: 'unreadable', subject: 'call.startedAt' };
    return { kind: 'call', rank, facts: rank === 0 ? begun(facts) : facts };
  },

  audioIn: (payload) => {
    const audio = at(payload, ...AUDIO_AT);
    return typeof audio === 'string' && audio !== '' ? audio : null;
  },
  withoutAudio: (payload) => withValueAt(payload, AUDIO_AT, ''),
};
