import type { Release, ReleaseEvent } from '@foyer/contract/releases';
import type { ReleaseChannel } from '@foyer/federation/document';
import { sql } from 'kysely';
import type { SystemDb } from '../db/database.ts';
import { problem } from '../platform/problem.ts';
import type { LiveVersion } from './releases.ts';

/** Versions of one remote that are told of. */
const VERSIONS = 100;

/** Every remote as an operator sees it, by id; or the one that is named. */
export async function readReleaseList(db: SystemDb, only?: string): Promise<Release[]> {
  const named = <Column extends string>(column: Column) =>
    only === undefined ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = ${only}`;
  const versions = await db
    .selectFrom('remote_versions')
    .select(['remote', 'version', 'base', 'published_at', 'published_by', 'withdrawn_at'])
    .select(sql<string>`manifest ->> 'hostApi'`.as('host_api'))
    .where(named('remote'))
    .orderBy('remote')
    .orderBy('published_at', 'desc')
    .orderBy('version')
    .execute();
  const channels = await db.selectFrom('remote_channels').selectAll().where(named('remote')).execute();
  const rules = await db.selectFrom('remote_canary').selectAll().where(named('remote')).execute();
  const outages = await db.selectFrom('remote_outages').selectAll().where(named('remote')).execute();

  const liveOn = (remote: string, channel: ReleaseChannel) => {
    const row = channels.find((one) => one.remote === remote && one.channel === channel);
    return row ? { version: row.version, since: row.since.toISOString(), by: row.set_by } : null;
  };
  return [...new Set(versions.map((row) => row.remote))].map((id) => {
    const rule = rules.find((row) => row.remote === id);
    return {
      id,
      channels: { stable: liveOn(id, 'stable'), canary: liveOn(id, 'canary') },
      canary: { percent: rule?.percent ?? 0, clients: rule?.clients ?? [] },
      disabled: outages.find((row) => row.remote === id)?.message ?? null,
      versions: versions
        .filter((row) => row.remote === id)
        .slice(0, VERSIONS)
        .map((row) => ({
          version: row.version,
          hostApi: row.host_api,
          base: row.base,
          publishedAt: row.published_at.toISOString(),
          publishedBy: row.published_by,
          withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
        })),
    };
  });
}

/** @throws 404 for a remote that isn't there. */
export async function readRelease(db: SystemDb, remote: string): Promise<Release> {
  const [release] = await readReleaseList(db, remote);
  if (!release) throw problem('not_found');
  return release;
}

export interface HistoryPage {
  readonly remote?: string | undefined;
  readonly limit: number;
  /** The line that the page before ended with. */
  readonly before: number | null;
}

/** A page of what was done, the newest first, and the line it ends with, if there are more. */
export async function readHistory(
  db: SystemDb,
  { remote, limit, before }: HistoryPage,
): Promise<{ items: ReleaseEvent[]; last: number | null }> {
  let query = db
    .selectFrom('remote_history')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(limit + 1);
  if (remote !== undefined) query = query.where('remote', '=', remote);
  if (before !== null) query = query.where('seq', '<', before);
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  return {
    items: shown.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      by: row.done_by,
      act: row.act,
      remote: row.remote,
      channel: row.channel,
      from: row.before,
      to: row.after,
      note: row.note,
    })),
    last: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null,
  };
}

/** A version that was live once and isn't withdrawn, with the message of its remote's outage; else undefined. */
export async function readFallback(
  db: SystemDb,
  remote: string,
  version: string,
): Promise<(LiveVersion & { outage: string | null }) | undefined> {
  return db
    .selectFrom('remote_versions as v')
    .leftJoin('remote_outages as o', 'o.remote', 'v.remote')
    .select(['v.manifest', 'v.base', 'o.message as outage'])
    .where('v.remote', '=', remote)
    .where('v.version', '=', version)
    .where('v.first_live_at', 'is not', null)
    .where('v.withdrawn_at', 'is', null)
    .executeTakeFirst();
}
