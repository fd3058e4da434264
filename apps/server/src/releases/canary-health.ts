import type { LoadReport } from '@foyer/contract/telemetry';
import type { RemoteAddress } from '@foyer/federation/document';
import { sql } from 'kysely';
import type { Database, SystemDb } from '../db/database.ts';
import { rollBack, type Actor } from './release-acts.ts';
import type { Releases } from './releases.ts';

/** Milliseconds back from now in which reports count. */
const WINDOW = 10 * 60_000;
/** Sessions that must have reported before anything is concluded. */
const ENOUGH_SESSIONS = 5;
/** The share of failed sessions above which a canary is unfit. */
const MOST_FAILURES = 0.2;
/** Stable explains a canary's failures if it fails at least at this share of the canary's rate: then something that both need is down. */
const ALIKE = 0.5;
/** Milliseconds after which a report is deleted. */
const KEPT = 24 * 3_600_000;

export interface Tally {
  /** That reported. */
  readonly sessions: number;
  readonly failed: number;
}

const rateOf = ({ sessions, failed }: Tally): number => (sessions === 0 ? 0 : failed / sessions);

/** Whether a canary is to be rolled back. What stable says counts once as many sessions have said it; without that, caution wins. */
export function isUnfit(canary: Tally, stable: Tally): boolean {
  if (canary.sessions < ENOUGH_SESSIONS || rateOf(canary) <= MOST_FAILURES) return false;
  return stable.sessions < ENOUGH_SESSIONS || rateOf(stable) < rateOf(canary) * ALIKE;
}

/** The reports that count: of versions that this session was offered, while their remote has a canary beside its stable. The last of each. */
export function reportsThatCount(
  loads: readonly LoadReport[],
  offered: readonly RemoteAddress[],
  releases: Releases | null,
): LoadReport[] {
  const trials = new Set(
    releases?.remotes
      .filter(
        ({ channels: { stable, canary } }) =>
          stable && canary && stable.manifest.version !== canary.manifest.version,
      )
      .map(({ id }) => id),
  );
  const wanted = new Set(
    offered
      .filter(({ id, disabled }) => trials.has(id) && disabled === null)
      .map(({ id, version }) => `${id} ${version}`),
  );
  const last = new Map(loads.map((load) => [`${load.remote} ${load.version}`, load]));
  return [...last].filter(([key]) => wanted.has(key)).map(([, load]) => load);
}

/** Writes down what a session reports, and rolls each canary back that has become unfit by it. */
export async function countReports(
  db: SystemDb,
  actor: Actor,
  sessionId: string,
  reports: readonly LoadReport[],
): Promise<void> {
  if (reports.length === 0) return;
  await db
    .insertInto('remote_load_reports')
    .values(
      reports.map(({ remote, version, outcome }) => ({
        remote,
        version,
        session_id: sessionId,
        failed: outcome !== 'ok',
        reported_at: actor.at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['remote', 'version', 'session_id']).doUpdateSet((row) => ({
        failed: row.ref('excluded.failed'),
        reported_at: row.ref('excluded.reported_at'),
      })),
    )
    .execute();
  for (const { remote, version, outcome } of reports)
    if (outcome !== 'ok') await rollBackIfUnfit(db, actor, remote, version);
}

async function rollBackIfUnfit(db: SystemDb, actor: Actor, remote: string, version: string): Promise<void> {
  if (!(await verdictOn(db, remote, version, actor.at))) return;
  // An operator may be about to act: look again when nobody else can.
  await sql`select revision from remote_registry for update`.execute(db);
  const verdict = await verdictOn(db, remote, version, actor.at);
  if (verdict) await rollBack(db, actor, { remote, channel: 'canary', note: verdict });
}

interface TrialRow {
  readonly stable: string;
  readonly sessions: number;
  readonly failed: number;
  readonly stable_sessions: number;
  readonly stable_failed: number;
}

/** Why a version is unfit, in words; null if it is fit, or isn't the canary (any more). What was reported before it became the canary is past. */
async function verdictOn(db: SystemDb, remote: string, version: string, now: Date): Promise<string | null> {
  const from = new Date(now.getTime() - WINDOW);
  const { rows } = await sql<TrialRow>`
    select s.version as stable,
      count(*) filter (where r.version = c.version and r.reported_at >= c.since) as sessions,
      count(*) filter (where r.version = c.version and r.reported_at >= c.since and r.failed) as failed,
      count(*) filter (where r.version = s.version) as stable_sessions,
      count(*) filter (where r.version = s.version and r.failed) as stable_failed
    from remote_channels c
    join remote_channels s on s.remote = c.remote and s.channel = 'stable' and s.version <> c.version
    left join remote_load_reports r on r.remote = c.remote and r.reported_at > ${from}
    where c.remote = ${remote} and c.channel = 'canary' and c.version = ${version}
    group by s.version`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const canary = { sessions: row.sessions, failed: row.failed };
  const stable = { sessions: row.stable_sessions, failed: row.stable_failed };
  if (!isUnfit(canary, stable)) return null;
  return (
    `It failed to load in ${canary.failed} of ${canary.sessions} sessions within ${WINDOW / 60_000} minutes, ` +
    `stable in ${stable.failed} of ${stable.sessions}.`
  );
}

/** Deletes reports that are too old to count. */
export async function forgetOldReports({ kysely }: Pick<Database, 'kysely'>, now: Date): Promise<void> {
  const old = new Date(now.getTime() - KEPT);
  await kysely.deleteFrom('remote_load_reports').where('reported_at', '<', old).execute();
}
