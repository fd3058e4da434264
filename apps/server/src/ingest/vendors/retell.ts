import type { CallStatus } from '@foyer/contract';
import { symmetric } from 'retell-sdk/lib/webhook_auth';
import { begun, type CallFacts, type SpokenPart } from '../call-facts.ts';
import { momentsOf } from '../call-moments.ts';
import { at, listAt } from '../payload.ts';
import {
  instant,
  named,
  outcome,
  phone,
  reasonWord,
  seconds,
  sentiment,
  text,
  webAddress,
} from '../plain-values.ts';
import { REPLAY_WINDOW } from '../signature.ts';
import type { VendorReader } from './vendor.ts';

/*
 * Retell's webhooks, as docs.retellai.com/features/webhook and the types of retell-sdk 5 describe them: `{ event, call }`, where the call is what
 * its interface answers for it. `call_analyzed` has all that `call_ended` has, and the analysis. The signature is checked by Retell's own code.
 */

const NOT_OVER = new Set([
  'transcript_updated',
  'transfer_started',
  'transfer_bridged',
  'transfer_cancelled',
  'transfer_ended',
  'chat_started',
  'chat_ended',
  'chat_analyzed',
]);

const RANKS: Readonly<Record<string, number>> = { call_started: 0, call_ended: 1, call_analyzed: 2 };

const END_REASONS: Readonly<Record<string, string>> = {
  user_hangup: 'caller_hung_up',
  agent_hangup: 'agent_ended',
  call_transfer: 'transferred',
  transfer_bridged: 'transferred',
  voicemail_reached: 'voicemail',
  dial_no_answer: 'no_answer',
};

const STATUSES: Readonly<Record<string, CallStatus>> = {
  call_transfer: 'transferred',
  transfer_bridged: 'transferred',
  call_take_over: 'transferred',
  voicemail_reached: 'voicemail',
  dial_busy: 'missed',
  dial_no_answer: 'missed',
  user_declined: 'missed',
  registered_call_timeout: 'missed',
  error_user_not_joined: 'missed',
};

function statusOf(reason: string | undefined, status: unknown): CallStatus | undefined {
  if (reason !== undefined) {
    const known = STATUSES[reason];
    if (known) return known;
    if (
      /^(?:error_|dial_failed|invalid_destination|telephony_|sip_routing|concurrency|no_)/.test(reason) ||
      reason === 'marked_as_spam'
    )
      return 'failed';
    return 'completed';
  }
  return status === 'error' ? 'failed' : status === 'not_connected' ? 'missed' : undefined;
}

function spoken(utterance: unknown): SpokenPart[] {
  const role = at(utterance, 'role');
  const said = text(at(utterance, 'content'));
  const words = listAt(utterance, 'words');
  const startMs = seconds(at(words[0], 'start'));
  if ((role !== 'agent' && role !== 'user') || said === undefined) return [];
  const endMs = seconds(at(words.at(-1), 'end'));
  return [
    {
      speaker: role === 'agent' ? 'agent' : 'caller',
      startMs: startMs ?? 0,
      endMs: Math.max(startMs ?? 0, endMs ?? 0),
      text: said,
    },
  ];
}

/** Each tool that was called. Retell says after which words, not when: at the end of those. */
function toolCalls(entries: readonly unknown[]) {
  const answers = new Map(
    entries
      .filter((entry) => at(entry, 'role') === 'tool_call_result')
      .map((entry) => [at(entry, 'tool_call_id'), at(entry, 'successful')]),
  );
  let endMs = 0;
  return entries.flatMap((entry) => {
    endMs = seconds(at(listAt(entry, 'words').at(-1), 'end')) ?? endMs;
    if (at(entry, 'role') !== 'tool_call_invocation') return [];
    const successful = answers.get(at(entry, 'tool_call_id'));
    const outcome = successful === true ? 'done' : successful === false ? 'failed' : null;
    return [{ name: at(entry, 'name'), atMs: endMs, outcome } as const];
  });
}

function factsOf(call: unknown): CallFacts {
  const analysis = at(call, 'call_analysis');
  const custom = at(analysis, 'custom_analysis_data');
  const variables = [
    at(call, 'collected_dynamic_variables'),
    at(call, 'retell_llm_dynamic_variables'),
    custom,
  ];
  const reason = text(at(call, 'disconnection_reason'), 100);
  const outbound = at(call, 'direction') === 'outbound';
  const cents = at(call, 'call_cost', 'combined_cost');
  const lasted = at(call, 'duration_ms');
  const found: { [K in keyof CallFacts]: CallFacts[K] | undefined } = {
    startedAt: instant(at(call, 'start_timestamp')),
    endedAt: instant(at(call, 'end_timestamp')),
    durationMs: typeof lasted === 'number' ? lasted : undefined,
    cost:
      typeof cents === 'number' && cents >= 0 && cents < 100_000_000
        ? { minor: Math.round(cents), currency: 'USD' }
        : undefined,
    direction: outbound ? 'outbound' : 'inbound',
    status: at(analysis, 'in_voicemail') === true ? 'voicemail' : statusOf(reason, at(call, 'call_status')),
    endReason: reasonWord(reason, END_REASONS),
    sentiment: sentiment(at(analysis, 'user_sentiment')),
    outcome: outcome(named(custom, 'outcome', 'call_outcome')),
    summary: text(at(analysis, 'call_summary')),
    callerName: text(
      variables
        .map((one) => named(one, 'customer_name', 'caller_name', 'user_name'))
        .find((one) => one !== undefined),
      200,
    ),
    callerNumber: phone(at(call, outbound ? 'to_number' : 'from_number')),
    segments: listAt(call, 'transcript_object').flatMap(spoken),
    moments: momentsOf(toolCalls(listAt(call, 'transcript_with_tool_calls'))),
    audioUrl: webAddress(at(call, 'recording_url')) ?? webAddress(at(call, 'recording_multi_channel_url')),
  };
  return found as CallFacts;
}

const decoder = new TextDecoder();

export const retell: VendorReader = {
  isSigned: ({ headers, body, now }, secret) =>
    symmetric.verify(decoder.decode(body), secret, headers.get('x-retell-signature') ?? '', {
      timestamp: now.getTime(),
      timeout: REPLAY_WINDOW,
    }),

  sign: async (body, secret, now) => ({
    'x-retell-signature': await symmetric.sign(decoder.decode(body), secret, now.getTime()),
  }),

  label: (payload) => {
    const event = text(at(payload, 'event'), 100) ?? null;
    if (event !== null && NOT_OVER.has(event)) return 'ignored';
    return {
      event,
      vendorCallId: text(at(payload, 'call', 'call_id'), 200) ?? null,
      vendorAgentId: text(at(payload, 'call', 'agent_id'), 200) ?? null,
    };
  },

  read: (payload) => {
    const event = text(at(payload, 'event'), 100) ?? null;
    const rank = RANKS[event ?? ''];
    if (rank === undefined) return { kind: 'failed', reason: 'unknown_event', subject: event };
    const facts = factsOf(at(payload, 'call'));
    if (rank === 0) return { kind: 'call', rank, facts: begun(facts) };
    // A call that was never put through has no beginning: when it was tried is when it ended.
    const startedAt = facts.startedAt ?? facts.endedAt;
    return { kind: 'call', rank, facts: startedAt ? { ...facts, startedAt } : facts };
  },

  audioIn: () => null,
  withoutAudio: (payload) => payload,
};
