import { sql } from 'kysely';
import type { Database, SystemDb } from '../db/database.ts';
import { ChainWalk, type Break, type Link } from './chain.node.ts';

/** Rows that are read at a time. */
const PAGE = 1_000;

/** What became of one chain. */
export interface ChainReport {
  /** A client's id, or an agency's. */
  readonly chain: string;
  /** The client's name, or the agency's. */
  readonly name: string;
  readonly entries: number;
  /** The last hash: an auditor who keeps it can tell later that nothing before it was rewritten. */
  readonly head: string;
  readonly broken: Break | null;
}

/** Walks every chain of the audit log, without changing anything. */
export async function verifyAudit(
  database: Database,
  tell: (report: ChainReport) => void = () => {},
): Promise<ChainReport[]> {
  const chains = await database.prepared<{ chain: string; name: string }>('audit-chains', CHAINS, []);
  const reports: ChainReport[] = [];
  for (const { chain, name } of chains) {
    const report = { chain, name, ...(await walk(database, chain)) };
    reports.push(report);
    tell(report);
  }
  return reports;
}

// Chains with a head and chains without one: a head that is gone must not hide its chain.
const CHAINS = `
select t.chain, coalesce(c.name, a.name, 'unknown') as name
from (select tenant_id as chain from audit_heads union select distinct tenant_id from audit_entries) t
left join clients c on c.id = t.chain left join agencies a on a.id = t.chain
order by name, chain`;

async function walk(database: Database, chain: string): Promise<Omit<ChainReport, 'chain' | 'name'>> {
  return database.withSystem(async (db) => {
    const chainWalk = new ChainWalk();
    for (let entries = 0; ;) {
      entries += await walkOn(db, chain, chainWalk);
      // The head comes last, since entries may be added meanwhile: then there is more to walk.
      const head = await db
        .selectFrom('audit_heads')
        .select(['seq', 'hash'])
        .where('tenant_id', '=', chain)
        .executeTakeFirst();
      const added = head && head.seq > chainWalk.seq ? await walkOn(db, chain, chainWalk) : 0;
      entries += added;
      if (added === 0) return { entries, head: head?.hash ?? '', broken: chainWalk.end(head ?? null) };
    }
  });
}

async function walkOn(db: SystemDb, chain: string, chainWalk: ChainWalk): Promise<number> {
  for (let entries = 0; ;) {
    const { rows } = await sql<Link>`
      select tenant_id, seq, id, agency_id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, person_id,
        person_name, acting_as::text, request_id, action, target_kind, target_id, target_label, before::text, after::text, outcome,
        previous_hash, hash
      from audit_entries where tenant_id = ${chain} and seq > ${chainWalk.seq} order by seq limit ${PAGE}`.execute(
      db,
    );
    for (const row of rows) chainWalk.take(row);
    entries += rows.length;
    if (rows.length < PAGE) return entries;
  }
}
