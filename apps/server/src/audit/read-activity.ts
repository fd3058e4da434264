import type { AuditEntry, auditEndpoints } from '@foyer/contract/audit';
import type { Query } from '@foyer/contract';
import type { Selectable } from 'kysely';
import type { SystemDb } from '../db/database.ts';
import type { AuditEntriesTable } from '../db/schema.ts';

type ActivityQuery = Query<(typeof auditEndpoints)['listActivity']>;

/** A page of a client's log, the newest first. */
export async function readActivity(
  db: SystemDb,
  clientId: string,
  { action, person, limit, cursor }: ActivityQuery,
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const rows = await db
    .selectFrom('audit_entries')
    .selectAll()
    .where('tenant_id', '=', clientId)
    .$if(action !== undefined, (query) => query.where('action', '=', action!))
    .$if(person !== undefined, (query) => query.where('person_id', '=', person!))
    .$if(cursor !== undefined, (query) => query.where('seq', '<', Number(cursor)))
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(entryOf),
    nextCursor: rows.length > limit && last ? String(last.seq) : null,
  };
}

function entryOf(row: Selectable<AuditEntriesTable>): AuditEntry {
  return {
    id: row.id,
    seq: row.seq,
    at: row.at.toISOString(),
    person: { id: row.person_id, name: row.person_name },
    as: row.acting_as,
    action: row.action,
    target: { kind: row.target_kind, id: row.target_id, label: row.target_label },
    before: row.before,
    after: row.after,
    outcome: row.outcome,
  };
}
