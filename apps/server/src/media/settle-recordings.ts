import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Peaks, Segment } from '../db/schema.ts';
import type { Log, MediaStore } from '../platform/dependencies.ts';
import { AudioFailure, type AudioFetcher } from './audio-fetcher.ts';
import { audioFormat, MEDIA_TYPES, type AudioFormat } from './audio-format.ts';
import { peaksOf } from './loudness.ts';
import { measureAudio } from './measure-audio.ts';

const MINUTE = 60_000;
/** Milliseconds that one try may take; after that somebody else may try. */
const LEASE = 5 * MINUTE;
const AT_ONCE = 4;
/** With the waits between them about nine hours. */
const MOST_TRIES = 10;

interface Options {
  readonly db: Database;
  readonly clock: { now(): Date };
  readonly log: Log;
  readonly media: MediaStore;
  readonly audio: AudioFetcher | null;
}

interface Job {
  readonly tenant_id: string;
  readonly call_id: string;
  readonly source_url: string | null;
  readonly event_id: string | null;
  readonly tries: number;
}

/** Keeps the audio of every call that is due. What one process dies over is due again after a while. */
export async function settleRecordings(options: Options): Promise<void> {
  for (let jobs = await claim(options); jobs.length > 0; jobs = await claim(options))
    for (const job of jobs) await settle(job, options).catch((error: unknown) => putOff(job, error, options));
}

function claim({ db, clock, audio }: Options): Promise<Job[]> {
  return db.withSystem(async (tx) => {
    const now = clock.now();
    const { rows } = await sql<Job>`
      update recording_jobs set due_at = ${new Date(now.getTime() + LEASE)}, tries = tries + 1
      where (tenant_id, call_id) in (
        select tenant_id, call_id from recording_jobs
        where state = 'waiting' and due_at <= ${now} and (event_id is not null or ${audio !== null})
        order by due_at limit ${AT_ONCE} for update skip locked)
      returning tenant_id, call_id, source_url, event_id, tries`.execute(tx);
    return rows;
  });
}

async function settle(job: Job, options: Options): Promise<void> {
  const { db, clock, media } = options;
  const bytes = await bytesOf(job, options);
  const format = audioFormat(bytes);
  if (!format) throw new AudioFailure('audio_not_audio', false);
  const measured = await measureAudio(bytes, format).catch(() => null);
  const key = await contentKey(job.tenant_id, bytes, format);
  await media.put(key, bytes);
  await db.withTenant({ clientId: job.tenant_id }, async (tx) => {
    const call = await tx
      .selectFrom('calls as c')
      .leftJoin('call_texts as t', (join) =>
        join.onRef('t.tenant_id', '=', 'c.tenant_id').onRef('t.call_id', '=', 'c.id'),
      )
      .select(['c.duration_ms', 't.segments'])
      .where('c.tenant_id', '=', job.tenant_id)
      .where('c.id', '=', job.call_id)
      .executeTakeFirst();
    // Deleted meanwhile, and the job with it.
    if (!call) return;
    const peaks: Peaks = measured
      ? peaksOf(measured, (call.segments ?? []) as readonly Segment[])
      : { agent: [], caller: [] };
    await tx
      .updateTable('recordings')
      .set({
        media: 'available',
        content_key: key,
        media_type: MEDIA_TYPES[format],
        duration_ms: Math.max(1, measured?.durationMs ?? call.duration_ms),
        peaks: JSON.stringify(peaks),
      })
      .where('tenant_id', '=', job.tenant_id)
      .where('call_id', '=', job.call_id)
      .execute();
    await tx
      .updateTable('recording_jobs')
      .set({ state: 'done', reason: null, settled_at: clock.now() })
      .where('tenant_id', '=', job.tenant_id)
      .where('call_id', '=', job.call_id)
      .execute();
    if (job.event_id !== null)
      await tx
        .updateTable('ingest_events')
        .set({ audio: null })
        .where('tenant_id', '=', job.tenant_id)
        .where('id', '=', job.event_id)
        .execute();
  });
}

async function bytesOf(job: Job, { db, audio }: Options): Promise<Uint8Array<ArrayBuffer>> {
  if (job.event_id === null) {
    if (!audio || job.source_url === null) throw new AudioFailure('audio_unreachable', true);
    return audio.fetch(job.source_url);
  }
  const row = await db.kysely
    .selectFrom('ingest_events')
    .select('audio')
    .where('tenant_id', '=', job.tenant_id)
    .where('id', '=', job.event_id)
    .executeTakeFirst();
  if (!row?.audio) throw new AudioFailure('audio_not_audio', false);
  return new Uint8Array(row.audio);
}

/** Named by its content within its client: stored once however often it comes, and gone with the client. */
async function contentKey(
  tenantId: string,
  bytes: Uint8Array<ArrayBuffer>,
  format: AudioFormat,
): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${tenantId}/${hex.slice(0, 2)}/${hex}.${format}`;
}

async function putOff(job: Job, error: unknown, { db, clock, log }: Options): Promise<void> {
  const now = clock.now();
  const failure = error instanceof AudioFailure ? error : null;
  const over = job.tries >= MOST_TRIES || failure?.passing === false;
  const reason = failure?.reason ?? 'internal';
  log.warn(
    {
      call: job.call_id,
      tries: job.tries,
      reason,
      ...(!failure && error instanceof Error && { error: error.name }),
    },
    over ? 'recording given up' : 'recording not kept yet',
  );
  await db.withSystem(async (tx) => {
    await tx
      .updateTable('recording_jobs')
      .set(
        over
          ? { state: 'given_up', reason, settled_at: now }
          : { reason, due_at: new Date(now.getTime() + Math.min(2 ** (job.tries - 1), 180) * MINUTE) },
      )
      .where('tenant_id', '=', job.tenant_id)
      .where('call_id', '=', job.call_id)
      .execute();
    if (over)
      await tx
        .updateTable('recordings')
        .set({ media: 'missing' })
        .where('tenant_id', '=', job.tenant_id)
        .where('call_id', '=', job.call_id)
        .where('media', '=', 'processing')
        .execute();
  });
}
