import type { ResourceFacts } from '@foyer/access';
import type { TenantDb } from '../db/database.ts';
import type { CallRow } from '../calls/read-calls.ts';

/** What the database knows of a call's recording; undefined where nothing was recorded. */
export async function readRecording(db: TenantDb, clientId: string, callId: string) {
  return db
    .selectFrom('recordings')
    .select([
      'consent',
      'compliance_hold',
      'media',
      'retain_until',
      'content_key',
      'media_type',
      'duration_ms',
      'peaks',
    ])
    .where('tenant_id', '=', clientId)
    .where('call_id', '=', callId)
    .executeTakeFirst();
}

export type RecordingRow = NonNullable<Awaited<ReturnType<typeof readRecording>>>;

/** The facts of a call that the gates of its recording stand on, now. */
export function recordingFacts(
  clientId: string,
  call: Pick<CallRow, 'project_id'>,
  recording: RecordingRow | undefined,
  now: Date,
): ResourceFacts {
  const place = { clientId, projectId: call.project_id };
  // Nothing recorded: nothing to consent to, to hold or to keep. That there is no sound is the one reason.
  if (!recording)
    return { ...place, consent: 'not_required', complianceHold: false, media: 'none', withinRetention: true };
  return {
    ...place,
    consent: recording.consent,
    complianceHold: recording.compliance_hold,
    media: recording.media,
    withinRetention: now.getTime() < recording.retain_until.getTime(),
  };
}
