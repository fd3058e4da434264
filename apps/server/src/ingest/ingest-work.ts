import { DatabaseUnavailable, type Database } from '../db/database.ts';
import type { Log, MediaStore } from '../platform/dependencies.ts';
import { settleRecordings } from '../media/settle-recordings.ts';
import type { AudioFetcher } from '../media/audio-fetcher.ts';
import { settleEvents } from './settle-events.ts';
import type { SpanDetector } from './spans/span-detector.ts';

const MINUTE = 60_000;
/** Tries of an event over which something of ours breaks, until somebody has to look. */
const MOST_TRIES = 6;

/** What goes on behind what was answered: events become calls, and their audio recordings. */
export interface IngestWork {
  /** There is something to do: it is done when the request that says so has been answered. */
  wake(): void;
  /** Whether there was since it was last asked. */
  takeWoken(): boolean;
  /** Settles every event that is due, of this process or of one that ended before it could. Never rejects. */
  settle(): Promise<void>;
  /** Fetches and keeps the audio that is due. Never rejects. */
  settleRecordings(): Promise<void>;
}

interface IngestOptions {
  readonly db: Database;
  readonly clock: { now(): Date };
  readonly log: Log;
  readonly media: MediaStore;
  readonly detector: SpanDetector;
  /** Null: audio that would have to be fetched waits. */
  readonly audio: AudioFetcher | null;
}

export function createIngestWork({ db, clock, log, media, detector, audio }: IngestOptions): IngestWork {
  let woken = false;

  const settleOf = (tenantId: string, only?: string): Promise<number> => {
    let claimed: readonly string[] = [];
    const options = {
      detector,
      now: clock.now(),
      onClaim: (ids: readonly string[]) => {
        claimed = ids;
      },
      ...(only !== undefined && { only }),
    };
    return db
      .withTenant({ clientId: tenantId }, (tx) => settleEvents(tx, tenantId, options))
      .catch(async (error: unknown) => {
        if (error instanceof DatabaseUnavailable || claimed.length === 0) throw error;
        // One of them breaks it for all: each by itself, so that the others come through.
        if (only === undefined) {
          for (const id of claimed) await settleOf(tenantId, id);
          return claimed.length;
        }
        await putOff(tenantId, only, error);
        return 1;
      });
  };

  const putOff = async (tenantId: string, id: string, error: unknown): Promise<void> => {
    const now = clock.now();
    const row = await db.kysely
      .updateTable('ingest_events')
      .set((eb) => ({ tries: eb('tries', '+', 1) }))
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .returning('tries')
      .executeTakeFirst();
    const tries = row?.tries ?? MOST_TRIES;
    const over = tries >= MOST_TRIES;
    const { code } = (error ?? {}) as { code?: unknown };
    log.error(
      {
        event: id,
        tries,
        error: error instanceof Error ? error.name : '',
        ...(typeof code === 'string' && { code }),
      },
      over ? 'event given up' : 'event not settled yet',
    );
    await db.kysely
      .updateTable('ingest_events')
      .set(
        over
          ? { state: 'failed', reason: 'internal', settled_at: now }
          : { due_at: new Date(now.getTime() + Math.min(2 ** tries, 60) * MINUTE) },
      )
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute();
  };

  const settleAll = async (): Promise<void> => {
    for (;;) {
      // Whoever has waited longest.
      const [next] = await db.prepared<{ tenant_id: string }>(
        'ingest-due',
        `select tenant_id from ingest_events where state = 'waiting' and due_at <= $1::timestamptz order by due_at limit 1`,
        [clock.now()],
      );
      // None: whatever is due is being settled by another process.
      if (!next || (await settleOf(next.tenant_id)) === 0) return;
    }
  };

  const quietly = (work: () => Promise<void>, what: string) => async (): Promise<void> => {
    await work().catch((error: unknown) => {
      log.warn({ error: error instanceof Error ? error.name : '' }, what);
    });
  };
  const settle = oneAtATime(quietly(settleAll, 'events'));
  const recordings = oneAtATime(
    quietly(() => settleRecordings({ db, clock, log, media, audio }), 'recordings'),
  );

  return {
    wake: () => {
      woken = true;
    },
    takeWoken: () => {
      const was = woken;
      woken = false;
      return was;
    },
    settle,
    settleRecordings: recordings,
  };
}

/** The same work, never twice at once: who asks while it runs is answered by one more run after it, together with all others who do. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const run = (): Promise<void> => {
    const mine = work().finally(() => {
      if (running === mine) running = null;
    });
    running = mine;
    return mine;
  };
  return () => {
    if (!running) return run();
    next ??= running.then(() => {
      next = null;
      return run();
    });
    return next;
  };
}
