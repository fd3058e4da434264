import { GRANTS } from '@foyer/access';
import { record } from '../audit/record.ts';
import { nextVersion } from '../clients/client-versions.ts';
import { DatabaseUnavailable, type Database, type SystemDb } from '../db/database.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import { ofClient } from './save-overrides.ts';

/** Milliseconds between two looks at what has ended; each is one read of an index that is nearly always empty. */
const EVERY = 500;

/**
 * Takes away the overrides that have ended. Nobody is granted a moment longer for want of it, because what has ended is none wherever it is
 * read; this writes it down, and open pages hear of it. Answers how many clients were concerned.
 */
export async function endOverrides(
  db: Pick<Database, 'prepared' | 'withSystem'>,
  now: Date,
  newId: () => string,
): Promise<number> {
  const due = await db.prepared<{ tenant_id: string }>(
    'ended-overrides',
    'select distinct tenant_id from client_grants where override_until <= $1 order by tenant_id',
    [now],
  );
  for (const { tenant_id } of due) await db.withSystem((open) => endOf(open, tenant_id, now, newId()));
  return due.length;
}

async function endOf(db: SystemDb, clientId: string, now: Date, requestId: string): Promise<void> {
  const client = await db
    .selectFrom('clients')
    .selectAll()
    .where('id', '=', clientId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!client) return;
  const ended = await db
    .updateTable('client_grants')
    .set({ override_value: null, override_until: null, overridden_by: null, overridden_at: null })
    .where('tenant_id', '=', clientId)
    .where('override_until', '<=', now)
    .returning(['grant_name', 'copied_value'])
    .execute();
  // Another process was here first.
  if (ended.length === 0) return;
  await nextVersion(db, clientId, 'permissions', { by: null, at: now });
  const copied = Object.fromEntries(
    GRANTS.flatMap((grant) => {
      const row = ended.find(({ grant_name }) => grant_name === grant);
      return row ? [[grant, row.copied_value]] : [];
    }),
  );
  await record(
    db,
    { personId: null, personName: 'Foyer', as: null, requestId, at: now },
    {
      ...ofClient(client),
      action: 'permissions.ended',
      after: copied,
    },
  );
}

/** Keeps ending overrides on time until it is told to stop. Every process does; the first one there does the work. */
export function keepEndingOverrides({
  db,
  clock,
  log,
  newId,
}: Pick<Dependencies, 'db' | 'clock' | 'log' | 'newId'>): () => void {
  let working = false;
  const timer = setInterval(() => {
    if (working) return;
    working = true;
    endOverrides(db, clock.now(), newId)
      .catch((error: unknown) => {
        // That the database is away is the log of those who asked it.
        if (!(error instanceof DatabaseUnavailable))
          log.warn({ error: error instanceof Error ? error.name : typeof error }, 'ending overrides');
      })
      .finally(() => {
        working = false;
      });
  }, EVERY);
  return () => clearInterval(timer);
}
