import type { CallStatus } from '@foyer/contract';
import type { CallFacts, SpokenPart } from '../call-facts.ts';
import { momentsOf } from '../call-moments.ts';
import { at, listAt, withValueAt } from '../payload.ts';
import {
  instant,
  minor,
  named,
  outcome,
  phone,
  reasonWord,
  seconds,
  sentiment,
  text,
} from '../plain-values.ts';
import { bodyIsSigned, headerParts, isRecent, signBody } from '../signature.ts';
import type { VendorReader } from './vendor.ts';

/*
 * ElevenLabs' post-call webhooks, as elevenlabs.io/docs (post-call webhooks) and the types of @elevenlabs/elevenlabs-js 2.73 describe them:
 * `{ type, event_timestamp, data }`. The audio comes in an event of its own, before the transcription or after it. The signature is
 * `t=<seconds>,v0=<hex of "<seconds>.<body>">`; why it isn't checked by their code stands in docs/decisions/0091.
 */

/** Milliseconds; what their own check allows. */
const WINDOW = 30 * 60_000;

const AUDIO_AT = ['data', 'full_audio'];

const FAILURES: Readonly<Record<string, CallStatus>> = { busy: 'missed', 'no-answer': 'missed' };

const END_REASONS: Readonly<Record<string, string>> = {
  'no-answer': 'no_answer',
};

function spoken(turns: readonly unknown[], endOfCall: number | undefined): SpokenPart[] {
  const parts = turns.flatMap((turn): SpokenPart[] => {
    const role = at(turn, 'role');
    const said = text(at(turn, 'message'));
    const startMs = seconds(at(turn, 'time_in_call_secs'));
    if ((role !== 'agent' && role !== 'user') || said === undefined || startMs === undefined) return [];
    return [{ speaker: role === 'agent' ? 'agent' : 'caller', startMs, endMs: startMs, text: said }];
  });
  // They say when a turn began, not when it ended: until the next one at the latest.
  return parts.map((part, index) => ({
    ...part,
    endMs: Math.max(part.startMs, parts[index + 1]?.startMs ?? endOfCall ?? part.startMs),
  }));
}

/** Each tool that was called, in the turn in which it was. */
function toolCalls(turns: readonly unknown[]) {
  const failed = new Map(
    turns.flatMap((turn) =>
      listAt(turn, 'tool_results').map(
        (result) => [at(result, 'request_id'), at(result, 'is_error')] as const,
      ),
    ),
  );
  return turns.flatMap((turn) =>
    listAt(turn, 'tool_calls').map((call) => {
      const isError = failed.get(at(call, 'request_id'));
      const outcome = isError === true ? 'failed' : isError === false ? 'done' : null;
      return { name: at(call, 'tool_name'), atMs: seconds(at(turn, 'time_in_call_secs')), outcome } as const;
    }),
  );
}

/** What the agency had them collect: `{ name: { value } }`, or the same as a list. */
function collected(data: unknown, ...names: readonly string[]): unknown {
  const results = at(data, 'analysis', 'data_collection_results');
  return at(named(results, ...names), 'value');
}

function factsOf(data: unknown): CallFacts {
  const metadata = at(data, 'metadata');
  const phoneCall = at(metadata, 'phone_call');
  const variables = at(data, 'conversation_initiation_client_data', 'dynamic_variables');
  const reason = text(at(metadata, 'termination_reason'), 200);
  const price = minor(at(metadata, 'cost_fiat'));
  const durationMs = seconds(at(metadata, 'call_duration_secs'));
  const transferred = listAt(data, 'transcript').some((turn) =>
    listAt(turn, 'tool_calls').some((call) => at(call, 'tool_name') === 'transfer_to_number'),
  );
  const failed = at(data, 'status') === 'failed' || at(metadata, 'error') !== undefined;
  const voicemail = reason?.toLowerCase().includes('voicemail') ?? false;
  const found: { [K in keyof CallFacts]: CallFacts[K] | undefined } = {
    startedAt: instant(at(metadata, 'start_time_unix_secs')),
    durationMs,
    cost: price === undefined ? undefined : { minor: price, currency: 'USD' },
    direction: at(phoneCall, 'direction') === 'outbound' ? 'outbound' : 'inbound',
    status: failed ? 'failed' : transferred ? 'transferred' : voicemail ? 'voicemail' : 'completed',
    endReason: reasonWord(reason, END_REASONS),
    sentiment: sentiment(collected(data, 'sentiment', 'user_sentiment')),
    outcome: outcome(collected(data, 'outcome', 'call_outcome')),
    summary: text(at(data, 'analysis', 'transcript_summary')),
    callerName: text(
      collected(data, 'caller_name', 'customer_name') ??
        named(variables, 'caller_name', 'customer_name', 'user_name'),
      200,
    ),
    callerNumber: phone(at(phoneCall, 'external_number') ?? named(variables, 'system__caller_id')),
    segments: spoken(listAt(data, 'transcript'), durationMs),
    moments: momentsOf(toolCalls(listAt(data, 'transcript'))),
  };
  return found as CallFacts;
}

export const elevenlabs: VendorReader = {
  isSigned: async ({ headers, body, now }, secret) => {
    const parts = headerParts(headers.get('elevenlabs-signature'));
    const timestamp = parts.get('t') ?? '';
    return (
      (await bodyIsSigned(secret, `${timestamp}.`, body, parts.get('v0') ?? '')) &&
      isRecent(timestamp, now, WINDOW)
    );
  },

  sign: async (body, secret, now) => {
    const timestamp = Math.floor(now.getTime() / 1000);
    return {
      'elevenlabs-signature': `t=${timestamp},v0=${await signBody(secret, `${timestamp}.`, body)}`,
    };
  },

  label: (payload) => ({
    event: text(at(payload, 'type'), 100) ?? null,
    vendorCallId: text(at(payload, 'data', 'conversation_id'), 200) ?? null,
    vendorAgentId: text(at(payload, 'data', 'agent_id'), 200) ?? null,
  }),

  read: (payload) => {
    const type = text(at(payload, 'type'), 100) ?? null;
    const data = at(payload, 'data');
    if (type === 'post_call_audio') return { kind: 'call', rank: 0, facts: { audioWithin: true } };
    if (type === 'post_call_transcription') return { kind: 'call', rank: 2, facts: factsOf(data) };
    if (type !== 'call_initiation_failure') return { kind: 'failed', reason: 'unknown_event', subject: type };
    const reason = text(at(data, 'failure_reason'), 100) ?? 'unknown';
    const startedAt = instant(at(payload, 'event_timestamp'));
    const number = phone(at(data, 'metadata', 'body', 'To') ?? at(data, 'metadata', 'body', 'to_number'));
    return {
      kind: 'call',
      rank: 1,
      facts: {
        ...(startedAt && { startedAt, endedAt: startedAt }),
        direction: 'outbound',
        status: FAILURES[reason] ?? 'failed',
        endReason: END_REASONS[reason] ?? reason.replaceAll('-', '_'),
        ...(number !== undefined && { callerNumber: number }),
      },
    };
  },

  audioIn: (payload) => {
    const audio = at(payload, ...AUDIO_AT);
    return typeof audio === 'string' && audio !== '' ? audio : null;
  },
  withoutAudio: (payload) => withValueAt(payload, AUDIO_AT, ''),
};
