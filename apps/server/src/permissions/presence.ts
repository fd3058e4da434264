import type { ClientRole } from '@foyer/contract/clients';
import type { Capability } from '@foyer/access';
import { DatabaseUnavailable, type Database, type SystemDb } from '../db/database.ts';
import type { Log } from '../platform/dependencies.ts';
import type { SignedIn } from '../session/signed-in.ts';
import type { Onlooker } from './effect-of-grants.ts';

/** Milliseconds for which who asked for a place counts as looking at it. */
const LOOKING = 5 * 60_000;
/** Milliseconds for which the same isn't written again. */
const WRITTEN_FOR = 60_000;
/** Milliseconds for which what is to be written is gathered. */
const GATHERED_FOR = 250;
/** Of how many places and people is remembered that they were written. */
const MOST = 20_000;
const KEPT = 3_600_000;

export interface Presence {
  /** Notes that somebody asked for a place. It takes no time of the request, and never fails it. */
  note(session: SignedIn, capability: Capability): void;
}

/**
 * Notes who has which place open. All processes write it into one table: the same at most once a minute, and what comes together in one
 * statement, so that many people cost no more statements than one.
 */
export function createPresence({
  db,
  clock,
  log,
}: {
  readonly db: Pick<Database, 'prepared'>;
  readonly clock: { now(): Date };
  readonly log: Log;
}): Presence {
  const written = new Map<string, number>();
  let waiting: Seen[] = [];

  const write = async (): Promise<void> => {
    const seen = waiting;
    waiting = [];
    await db.prepared('note-presence', NOTE, [
      seen.map(({ clientId }) => clientId),
      seen.map(({ personId }) => personId),
      seen.map(({ capability }) => capability),
      seen.map(({ at }) => at),
    ]);
  };
  const failed = (error: unknown): void => {
    // That the database is away is the log of those who asked it.
    if (!(error instanceof DatabaseUnavailable))
      log.warn({ error: error instanceof Error ? error.name : typeof error }, 'presence');
  };

  return {
    note: (session, capability) => {
      const { client, person, mode } = session;
      // The agency's people see a client's portal too; what is granted isn't theirs.
      if (!client || mode !== 'own') return;
      const at = clock.now();
      const key = `${client.id} ${person.id} ${capability}`;
      if (at.getTime() - (written.get(key) ?? 0) < WRITTEN_FOR) return;
      if (written.size >= MOST) written.clear();
      written.set(key, at.getTime());
      waiting.push({ clientId: client.id, personId: person.id, capability, at });
      if (waiting.length > 1) return;
      const timer = setTimeout(() => void write().catch(failed), GATHERED_FOR);
      // In a browser a number, which keeps nothing alive.
      (timer as { unref?: () => void }).unref?.();
    },
  };
}

interface Seen {
  readonly clientId: string;
  readonly personId: string;
  readonly capability: Capability;
  readonly at: Date;
}

// In one order, so that two processes that write the same rows wait for each other, and not for ever.
const NOTE = `insert into client_presence (tenant_id, person_id, capability, seen_at)
  select distinct on (c.id, p.id, t.capability) c.id, p.id, t.capability, t.seen_at
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) as t (tenant_id, person_id, capability, seen_at)
  join clients c on c.id = t.tenant_id
  join people p on p.id = t.person_id
  order by c.id, p.id, t.capability, t.seen_at desc
  on conflict (tenant_id, person_id, capability) do update set seen_at = excluded.seen_at`;

/** Who of a client asked for which place in the last minutes, by name. */
export async function readOnlookers(db: SystemDb, clientId: string, now: Date): Promise<Onlooker[]> {
  const rows = await db
    .selectFrom('client_presence as s')
    .innerJoin('people as p', 'p.id', 's.person_id')
    .innerJoin('memberships as m', (join) =>
      join.onRef('m.tenant_id', '=', 's.tenant_id').onRef('m.person_id', '=', 's.person_id'),
    )
    .select(['p.id', 'p.name', 'm.role', 's.capability'])
    .where('s.tenant_id', '=', clientId)
    .where('m.disabled_at', 'is', null)
    .where('s.seen_at', '>', new Date(now.getTime() - LOOKING))
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role satisfies ClientRole }));
}

/** Deletes what no preview looks at any more. */
export async function forgetOldPresence(db: Database, now: Date): Promise<void> {
  await db.kysely
    .deleteFrom('client_presence')
    .where('seen_at', '<', new Date(now.getTime() - KEPT))
    .execute();
}
