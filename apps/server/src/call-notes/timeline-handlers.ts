import { allows, decide } from '@foyer/access';
import type { CallNoteContract } from '@foyer/contract/call-notes';
import { record, whoOf } from '../audit/record.ts';
import { callReader } from '../calls/call-reader.ts';
import { timeZoneOf } from '../calls/handlers.ts';
import { readCall } from '../calls/read-calls.ts';
import { readRecording, recordingFacts } from '../media/recording-facts.ts';
import type { HandlerContext, Handlers } from '../platform/endpoint-handler.ts';
import { denied, problem } from '../platform/problem.ts';
import { tellsOf } from './caller-spans.ts';
import { callerOf } from './read-call-words.ts';
import { recordingFileName } from './recording-file-name.ts';

export const timelineHandlers: Handlers<'getCallTimeline' | 'getRecordingFileFacts' | 'getRecordingFile'> = {
  getCallTimeline: async ({ subject, tenant, decisions, db, input }) => {
    const reader = callReader(subject, tenant, decisions);
    const call = await readCall(db, reader, input.params.callId);
    const events = await db
      .selectFrom('call_events')
      .select(['at_ms', 'duration_ms', 'kind', 'name', 'outcome', 'destination'])
      .where('tenant_id', '=', reader.clientId)
      .where('call_id', '=', call.id)
      .orderBy('at_ms')
      .orderBy('seq')
      .limit(1_000)
      .execute();
    const told = await db
      .selectFrom('call_moods')
      .select('moods')
      .where('tenant_id', '=', reader.clientId)
      .where('call_id', '=', call.id)
      .executeTakeFirst();
    // Names are chosen by whoever built the agent; one could be a caller's all the same.
    const shown = (text: string | null): string | null =>
      text !== null && reader.details !== 'view' && tellsOf(text, callerOf(call)) ? null : text;
    return {
      events: events.map(({ at_ms, duration_ms, kind, name, outcome, destination }) => ({
        atMs: at_ms,
        durationMs: duration_ms,
        kind,
        name: shown(name),
        outcome,
        destination: shown(destination),
      })),
      moods: told?.moods ?? [],
    };
  },

  getRecordingFileFacts: async (context) => {
    const { stored: _, ...facts } = await downloadable(context);
    return facts;
  },

  getRecordingFile: async (context) => {
    const { stored, fileName, mediaType, bytes } = await downloadable(context);
    const { db, session, request, tenant, input } = context;
    await record(db, whoOf(session, request), {
      chain: tenant,
      action: 'recording.downloaded',
      target: { kind: 'call', id: input.params.callId, label: 'Recording of a call' },
      outcome: 'done',
    });
    return {
      status: 200,
      mediaType,
      body: await stored.read(0, bytes - 1),
      headers: {
        'content-length': String(bytes),
        'content-disposition': `attachment; filename="${fileName}"`,
      },
    };
  },
};

type FileContext = HandlerContext<CallNoteContract['getRecordingFileFacts' | 'getRecordingFile']>;

/** The call's recording as a file, if every gate of downloading is open at this moment. */
async function downloadable({ db, deps, subject, tenant, decisions, session, input }: FileContext) {
  const reader = callReader(subject, tenant, decisions);
  const call = await readCall(db, reader, input.params.callId);
  const recording = await readRecording(db, reader.clientId, call.id);
  const resource = recordingFacts(reader.clientId, call, recording, deps.clock.now());
  const decision = decide(subject, 'recording_download', { tenant, resource });
  if (!allows(decision)) throw denied(decision);
  // An available recording has all of these: a constraint of its table.
  if (!recording?.content_key || !recording.media_type || !recording.duration_ms)
    throw new Error('a recording is available, and incomplete');
  const stored = await deps.media.open(recording.content_key);
  if (!stored) throw problem('not_found');
  return {
    stored,
    fileName: recordingFileName(call.started_at, recording.media_type, timeZoneOf(session)),
    mediaType: recording.media_type,
    bytes: stored.size,
    durationMs: recording.duration_ms,
  };
}
