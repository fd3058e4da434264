import { sql } from 'kysely';
import { DatabaseUnavailable } from '../db/database.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import { endExport, forgetOldExports, type ExportRow } from './export-jobs.ts';
import { readerNow, sameReader } from './export-right.ts';
import { writePart } from './write-part.ts';

const SECOND = 1_000;
/** Milliseconds that a process may take for a part; after that another may go on. */
const LEASE = 60 * SECOND;
/** Parts of one export before the next has its turn. */
const TURN = 20;
/** Tries of a part, over which an export is given up. */
const MOST_TRIES = 5;

/** Exports on their way to being files. */
export interface ExportWork {
  /** There is one to write: it is begun when the request that asks for it has been answered. */
  wake(): void;
  /** Whether there was since it was last asked. */
  takeWoken(): boolean;
  /** Writes all that are due, of this process or of one that ended before it could. Never rejects. */
  run(): Promise<void>;
  /** Begins no further part. */
  close(): void;
  /** Deletes the files that have expired. */
  tidy(): Promise<void>;
}

/** How an export goes on; for tests and benchmarks. */
export interface ExportPace {
  /** Calls a part. */
  readonly rows: number;
  /** Waited for after each part; when it rejects, the work ends as if the process had. */
  rest(): Promise<void>;
}

const PACE: ExportPace = {
  rows: 2_000,
  // Whatever else is asked comes in between.
  rest: () => new Promise((resolve) => setTimeout(resolve, 0)),
};

type WorkOptions = Pick<Dependencies, 'db' | 'clock' | 'log' | 'policy' | 'newId'> & {
  readonly pace?: ExportPace | undefined;
};

type Job = Pick<
  ExportRow,
  'tenant_id' | 'id' | 'session_id' | 'address' | 'filters' | 'sort' | 'columns' | 'reader'
> & { readonly claim: string };

export function createExportWork({ pace = PACE, ...deps }: WorkOptions): ExportWork {
  const { db, clock, log, newId } = deps;
  let woken = false;
  let closed = false;
  let running: Promise<void> = Promise.resolve();

  const from = (ms: number): Date => new Date(clock.now().getTime() + ms);

  /** The one that has waited longest, for this process alone. */
  const claim = async (): Promise<Job | undefined> =>
    db.withSystem(async (tx) => {
      const mine = newId();
      const { rows } = await sql<Job>`
        update call_exports set claim = ${mine}, claimed_until = ${from(LEASE)}
        where (tenant_id, id) in (select tenant_id, id from call_exports where state = 'running' and claimed_until <= ${clock.now()}
          order by claimed_until, created_at limit 1 for update skip locked)
        returning tenant_id, id, session_id, address, filters, sort, columns, reader, claim`.execute(tx);
      return rows[0];
    });

  const held = (job: Job) => {
    const { tenant_id, id } = job;
    return { tenant: { clientId: tenant_id }, mine: { tenant_id, id, claim: job.claim } };
  };

  /** One part, if the one who asked may still see what they saw then. Answers whether there is more to do. */
  const step = async (job: Job): Promise<boolean> => {
    const { tenant, mine } = held(job);
    // Read before the transaction begins: it is about the session, which is nobody's tenant's.
    const reading = { sessionId: job.session_id, address: job.address, clientId: job.tenant_id };
    const reader = await readerNow(deps, reading, job);
    return db.withTenant(tenant, async (tx) => {
      const row = await tx
        .selectFrom('call_exports')
        .selectAll()
        .where('tenant_id', '=', mine.tenant_id)
        .where('id', '=', mine.id)
        .where('claim', '=', mine.claim)
        .where('state', '=', 'running')
        .forUpdate()
        .executeTakeFirst();
      // Cancelled, or somebody else's by now.
      if (!row) return false;
      if (!reader || !sameReader(reader, job.reader)) {
        await endExport(tx, row, 'stopped', clock.now());
        return false;
      }
      const options = { rows: pace.rows, now: clock.now(), claimedUntil: from(LEASE) };
      return !(await writePart(tx, row, reader, options));
    });
  };

  const putOff = async (job: Job, error: unknown): Promise<void> => {
    const { tenant, mine } = held(job);
    const { code } = (error ?? {}) as { code?: unknown };
    log.error(
      {
        export: job.id,
        error: error instanceof Error ? error.name : '',
        ...(typeof code === 'string' && { code }),
      },
      'a part of an export was not written',
    );
    await db.withTenant(tenant, async (tx) => {
      const row = await tx
        .updateTable('call_exports')
        .set((eb) => ({ tries: eb('tries', '+', 1), claimed_until: from(10 * SECOND) }))
        .where('tenant_id', '=', mine.tenant_id)
        .where('id', '=', mine.id)
        .where('claim', '=', mine.claim)
        .where('state', '=', 'running')
        .returning('tries')
        .executeTakeFirst();
      if (row && row.tries >= MOST_TRIES) await endExport(tx, mine, 'failed', clock.now());
    });
  };

  /** Leaves it to whoever comes next, this process after the others that wait among them. */
  const release = async (job: Job): Promise<void> => {
    const { tenant, mine } = held(job);
    await db.withTenant(tenant, (tx) =>
      tx
        .updateTable('call_exports')
        .set({ claim: null, claimed_until: clock.now() })
        .where('tenant_id', '=', mine.tenant_id)
        .where('id', '=', mine.id)
        .where('claim', '=', mine.claim)
        .where('state', '=', 'running')
        .execute(),
    );
  };

  const turn = async (job: Job): Promise<void> => {
    for (let part = 0; part < TURN && !closed; part++) {
      const more = await step(job).catch(async (error: unknown) => {
        if (error instanceof DatabaseUnavailable) throw error;
        await putOff(job, error);
        return false;
      });
      if (!more) return;
      await pace.rest();
    }
    await release(job);
  };

  const runAll = async (): Promise<void> => {
    while (!closed) {
      const job = await claim();
      if (!job) return;
      await turn(job);
    }
  };

  return {
    wake: () => {
      woken = true;
    },
    takeWoken: () => {
      const was = woken;
      woken = false;
      return was;
    },
    run: () => {
      // One after another: whoever comes meanwhile may have asked for something that the one before didn't see.
      running = running.then(runAll).catch((error: unknown) => {
        log.warn({ error: error instanceof Error ? error.name : '' }, 'exports');
      });
      return running;
    },
    close: () => {
      closed = true;
    },
    tidy: () => forgetOldExports(db, clock.now()),
  };
}
