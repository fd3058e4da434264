import { allows, decide } from '@foyer/access';
import { pathOf, contract } from '@foyer/contract';
import { record, whoOf } from '../audit/record.ts';
import { callReader } from '../calls/call-reader.ts';
import { readCall } from '../calls/read-calls.ts';
import type { Contract } from '@foyer/contract';
import type { BytesAnswer, HandlerContext, Handlers } from '../platform/endpoint-handler.ts';
import { denied, problem } from '../platform/problem.ts';
import { byteRange, type ByteRange } from './byte-range.ts';
import { openLink, signLink, type LinkHolder } from './media-link.ts';
import { readRecording, recordingFacts } from './recording-facts.ts';

/** Bytes a part at most, some twenty seconds of speech: a right that is taken away stops the next part. */
const LONGEST_PART = 64 * 1024;

export const mediaHandlers: Handlers<'getRecording' | 'getMedia'> = {
  getRecording: async (context) => {
    const { callId } = context.input.params;
    const recording = await playableRecording(context, callId);
    const { deps, db, tenant, session, request } = context;
    await record(db, whoOf(session, request), {
      chain: tenant,
      action: 'recording.opened',
      target: { kind: 'call', id: callId, label: 'Recording of a call' },
      outcome: 'done',
    });
    const link = await signLink(callId, holderOf(context), deps.clock.now(), deps.secret);
    return {
      url: pathOf(contract.getMedia, { params: { token: link.token } }),
      expiresAt: link.expiresAt.toISOString(),
      mediaType: recording.mediaType,
      durationMs: recording.durationMs,
      peaks: { agent: [...recording.peaks.agent], caller: [...recording.peaks.caller] },
    };
  },

  getMedia: async (context) => {
    const { deps, input, request } = context;
    const callId = await openLink(input.params.token, holderOf(context), deps.clock.now(), deps.secret);
    if (callId === null) throw problem('not_found');
    const recording = await playableRecording(context, callId);
    const stored = await deps.media.open(recording.contentKey);
    if (!stored) throw problem('not_found');
    const range = byteRange(request.headers.get('range'), stored.size);
    if (range === 'unsatisfiable') {
      throw problem('range_not_satisfiable', { headers: { 'content-range': `bytes */${stored.size}` } });
    }
    const part = range && { start: range.start, end: Math.min(range.end, range.start + LONGEST_PART - 1) };
    const { start, end } = part ?? { start: 0, end: stored.size - 1 };
    const body = await stored.read(start, end);
    return answer(recording.mediaType, body, stored.size, part);
  },
};

type RecordingContext = HandlerContext<Contract['getRecording']> | HandlerContext<Contract['getMedia']>;

const holderOf = ({ session, tenant }: RecordingContext): LinkHolder => ({
  sessionId: session.sessionId,
  personId: session.person.id,
  clientId: tenant.clientId,
});

/** The call's recording, if every gate is open at this moment. */
async function playableRecording({ db, deps, subject, tenant, decisions }: RecordingContext, callId: string) {
  const reader = callReader(subject, tenant, decisions);
  const call = await readCall(db, reader, callId);
  const recording = await readRecording(db, reader.clientId, callId);
  const resource = recordingFacts(reader.clientId, call, recording, deps.clock.now());
  const decision = decide(subject, 'recording_playback', { tenant, resource });
  if (!allows(decision)) throw denied(decision);
  // An available recording has all of these: a constraint of its table.
  if (!recording?.content_key || !recording.media_type || !recording.duration_ms || !recording.peaks) {
    throw new Error('a recording is available, and incomplete');
  }
  return {
    contentKey: recording.content_key,
    mediaType: recording.media_type,
    durationMs: recording.duration_ms,
    peaks: recording.peaks,
  };
}

function answer(
  mediaType: string,
  body: BytesAnswer['body'],
  size: number,
  part: ByteRange | null,
): BytesAnswer {
  const length = part ? part.end - part.start + 1 : size;
  return {
    status: part ? 206 : 200,
    mediaType,
    body,
    headers: {
      'accept-ranges': 'bytes',
      'content-length': String(length),
      'content-disposition': 'inline',
      'cache-control': 'no-store',
      ...(part && { 'content-range': `bytes ${part.start}-${part.end}/${size}` }),
    },
  };
}
