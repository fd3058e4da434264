import type { CallStatus } from '@foyer/contract';
import { begun, type CallFacts, type SpokenPart } from '../call-facts.ts';
import { momentsOf } from '../call-moments.ts';
import { at, listAt } from '../payload.ts';
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
  webAddress,
} from '../plain-values.ts';
import { bodyIsSigned, isRecent, sameText, signBody } from '../signature.ts';
import type { VendorReader } from './vendor.ts';

/*
 * Vapi's server messages, as docs.vapi.ai/server-url and the types of @vapi-ai/server-sdk 2.0 describe them. A credential of the kind HMAC signs
 * `<timestamp>.<body>` in `x-signature` with `x-timestamp`; one of the kind bearer token, and the older `server.secret`, send the secret itself.
 */

/** What Vapi sends of a call besides: none of it says that the call is over. */
const NOT_OVER = new Set([
  'assistant-request',
  'assistant.started',
  'assistant.speechStarted',
  'call.deleted',
  'call.delete.failed',
  'call.endpointing.request',
  'chat.created',
  'chat.deleted',
  'conversation-update',
  'function-call',
  'hang',
  'handoff-destination-request',
  'knowledge-base-request',
  'language-change-detected',
  'model-output',
  'phone-call-control',
  'session.created',
  'session.updated',
  'session.deleted',
  'speech-update',
  'tool-calls',
  'transcript',
  'transfer-destination-request',
  'transfer-update',
  'user-interrupted',
  'voice-input',
  'voice-request',
]);

const END_REASONS: Readonly<Record<string, string>> = {
  'customer-ended-call': 'caller_hung_up',
  'assistant-ended-call': 'agent_ended',
  'assistant-said-end-call-phrase': 'agent_ended',
  'assistant-ended-call-after-message-spoken': 'agent_ended',
  'assistant-forwarded-call': 'transferred',
  'customer-did-not-answer': 'no_answer',
  voicemail: 'voicemail',
};

function statusOf(reason: string | undefined): CallStatus | undefined {
  if (reason === undefined) return undefined;
  if (reason === 'voicemail') return 'voicemail';
  if (reason === 'assistant-forwarded-call' || reason.endsWith('hook-executed-transfer'))
    return 'transferred';
  if (
    [
      'customer-busy',
      'customer-did-not-answer',
      'vonage-rejected',
      'twilio-reported-customer-misdialed',
    ].includes(reason) ||
    reason.startsWith('call.ringing.sip-inbound-caller-hungup')
  )
    return 'missed';
  if (
    /error|fail|fault|not-found|not-valid|timed-out|shutdown|closed-websocket|no-call-received/.test(reason)
  )
    return reason === 'silence-timed-out' ? 'completed' : 'failed';
  return 'completed';
}

const SPEAKERS: Readonly<Record<string, SpokenPart['speaker']>> = {
  user: 'caller',
  bot: 'agent',
  assistant: 'agent',
};

function spoken(message: unknown): SpokenPart[] {
  const speaker = SPEAKERS[String(at(message, 'role'))];
  const said = text(at(message, 'message'));
  const startMs = seconds(at(message, 'secondsFromStart'));
  if (!speaker || said === undefined || startMs === undefined) return [];
  const lasted = at(message, 'duration');
  const from = at(message, 'time');
  const until = at(message, 'endTime');
  const ms =
    typeof lasted === 'number'
      ? lasted
      : typeof from === 'number' && typeof until === 'number'
        ? until - from
        : 0;
  return [{ speaker, startMs, endMs: startMs + Math.max(0, Math.round(ms)), text: said }];
}

/** Each tool that was called, with the answer that belongs to it. */
function toolCalls(messages: readonly unknown[]) {
  const answers = new Map(
    messages
      .filter((message) => at(message, 'role') === 'tool_call_result')
      .map((message) => [at(message, 'toolCallId'), seconds(at(message, 'secondsFromStart'))]),
  );
  return messages.flatMap((message) =>
    listAt(message, 'toolCalls').map((call) => ({
      name: at(call, 'function', 'name'),
      atMs: seconds(at(message, 'secondsFromStart')),
      answeredAtMs: answers.get(at(call, 'id')),
      // That it answered says nothing of what it answered.
      outcome: answers.has(at(call, 'id')) ? ('done' as const) : null,
    })),
  );
}

/** The analysis that the agency asked Vapi for, in either of the two forms that it has. */
function analysed(message: unknown, ...names: readonly string[]): unknown {
  const outputs = Object.values((at(message, 'artifact', 'structuredOutputs') as object | undefined) ?? {});
  const fromOutput = outputs
    .map((one) =>
      names.includes(String(at(one, 'name'))) ? at(one, 'result') : named(at(one, 'result'), ...names),
    )
    .find((one) => one !== undefined);
  return fromOutput ?? named(at(message, 'analysis', 'structuredData'), ...names);
}

function audioOf(message: unknown): string | undefined {
  const artifact = at(message, 'artifact');
  return [
    at(artifact, 'presignedMonoUrl'),
    at(artifact, 'recording', 'mono', 'combinedUrl'),
    at(artifact, 'recordingUrl'),
    at(message, 'recordingUrl'),
    at(artifact, 'recording', 'stereoUrl'),
    at(artifact, 'stereoRecordingUrl'),
    at(message, 'stereoRecordingUrl'),
  ]
    .map(webAddress)
    .find((one) => one !== undefined);
}

function factsOf(message: unknown): CallFacts {
  const call = at(message, 'call');
  const customer = at(message, 'customer') ?? at(call, 'customer');
  const reason = text(at(message, 'endedReason'), 200);
  const price = minor(at(message, 'cost') ?? at(call, 'cost'));
  const messages = listAt(message, 'artifact', 'messages');
  const kind = String(at(call, 'type'));
  const found: { [K in keyof CallFacts]: CallFacts[K] | undefined } = {
    startedAt: instant(at(message, 'startedAt') ?? at(call, 'startedAt') ?? at(call, 'createdAt')),
    endedAt: instant(at(message, 'endedAt') ?? at(call, 'endedAt')),
    durationMs:
      at(message, 'durationMs') === undefined ? undefined : Number(at(message, 'durationMs')) || undefined,
    cost: price === undefined ? undefined : { minor: price, currency: 'USD' },
    direction: kind === 'outboundPhoneCall' ? 'outbound' : 'inbound',
    status: statusOf(reason),
    endReason: reasonWord(reason, END_REASONS),
    summary: text(at(message, 'analysis', 'summary') ?? at(message, 'summary')),
    sentiment: sentiment(analysed(message, 'sentiment', 'userSentiment')),
    outcome: outcome(analysed(message, 'outcome', 'callOutcome')),
    callerName: text(at(customer, 'name') ?? analysed(message, 'callerName', 'customerName'), 200),
    callerNumber: phone(at(customer, 'number')),
    segments: (messages.length > 0 ? messages : listAt(message, 'messages')).flatMap(spoken),
    moments: momentsOf(toolCalls(messages)),
    consent: at(message, 'compliance', 'recordingConsent', 'grantedAt') === undefined ? undefined : 'granted',
    audioUrl: audioOf(message),
  };
  return found as CallFacts;
}

export const vapi: VendorReader = {
  isSigned: async ({ headers, body, now }, secret) => {
    const signature = headers.get('x-signature');
    if (signature !== null) {
      const timestamp = headers.get('x-timestamp') ?? '';
      return (
        (await bodyIsSigned(secret, `${timestamp}.`, body, signature.replace(/^sha256=/, ''))) &&
        isRecent(timestamp, now)
      );
    }
    const bearer = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
    return sameText(headers.get('x-vapi-secret') ?? bearer ?? '', secret);
  },

  sign: async (body, secret, now) => {
    const timestamp = String(Math.floor(now.getTime() / 1000));
    return { 'x-timestamp': timestamp, 'x-signature': await signBody(secret, `${timestamp}.`, body) };
  },

  label: (payload) => {
    const message = at(payload, 'message');
    const event = text(at(message, 'type'), 100) ?? null;
    // Parts of a transcript carry their kind in the type: `transcript[transcriptType="final"]`.
    if (event !== null && NOT_OVER.has(event.replace(/\[.*$/, ''))) return 'ignored';
    // Of the states before the report, one says something of the call: that somebody speaks.
    if (event === 'status-update' && at(message, 'status') !== 'in-progress') return 'ignored';
    const call = at(message, 'call');
    return {
      event,
      vendorCallId: text(at(call, 'id'), 200) ?? null,
      vendorAgentId:
        text(
          at(call, 'assistantId') ??
            at(message, 'assistant', 'id') ??
            at(call, 'assistant', 'id') ??
            at(call, 'squadId') ??
            at(call, 'workflowId'),
          200,
        ) ?? null,
    };
  },

  read: (payload) => {
    const message = at(payload, 'message');
    const type = at(message, 'type');
    if (type === 'status-update') {
      // A phone call that rang before it was taken: it began when it was taken.
      const startedAt = instant(at(message, 'timestamp')) ?? factsOf(message).startedAt;
      if (!startedAt) return { kind: 'failed', reason: 'unreadable', subject: 'message.timestamp' };
      return { kind: 'call', rank: 0, facts: begun({ ...factsOf(message), startedAt }) };
    }
    if (type !== 'end-of-call-report')
      return { kind: 'failed', reason: 'unknown_event', subject: text(type, 100) ?? null };
    const facts = factsOf(message);
    if (!facts.startedAt) return { kind: 'failed', reason: 'unreadable', subject: 'message.startedAt' };
    return { kind: 'call', rank: 1, facts };
  },

  audioIn: () => null,
  withoutAudio: (payload) => payload,
};
