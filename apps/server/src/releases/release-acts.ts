import type { CanaryRule, ReleaseAct } from '@foyer/contract/releases';
import type { ReleaseChannel, RemoteManifest } from '@foyer/federation/document';
import type { SystemDb } from '../db/database.ts';
import type { ReleaseChange } from '../db/schema.ts';
import { problem } from '../platform/problem.ts';
import { differenceOf } from './manifest-difference.ts';

/** Who acts, when, and what ids come from: of the request, or of the server itself. */
export interface Actor {
  /** The operator's name, or `server`. */
  readonly name: string;
  readonly at: Date;
  readonly newId: () => string;
}

/*
 * Each act takes an open transaction as foyer_system, and writes its line of history there. It locks the registry's row first: acts happen one
 * after the other, and each sees what the one before it left.
 */

/** @throws 409 naming what differs, when the version is there with other bytes or at another address. */
export async function publish(
  db: SystemDb,
  actor: Actor,
  { manifest, base }: { readonly manifest: RemoteManifest; readonly base: string },
): Promise<'published' | 'already_there'> {
  await holdRegistry(db);
  const { id: remote, version } = manifest;
  const there = await versionOf(db, remote, version);
  if (there) {
    const difference =
      differenceOf(there.manifest, manifest) ??
      (there.base === base ? null : 'It is served at another address.');
    if (difference === null) return 'already_there';
    throw problem('conflict', { detail: `This version is already published. ${difference}` });
  }
  await db
    .insertInto('remote_versions')
    .values({
      remote,
      version,
      manifest: JSON.stringify(manifest),
      base,
      published_at: actor.at,
      published_by: actor.name,
    })
    .execute();
  await record(db, actor, { act: 'publish', remote, after: version });
  return 'published';
}

export interface Promotion {
  readonly remote: string;
  readonly version: string;
  readonly channel: ReleaseChannel;
  readonly note?: string | undefined;
}

/** @throws 404 for a version that isn't there, 409 for one that was withdrawn. */
export async function promote(db: SystemDb, actor: Actor, promotion: Promotion): Promise<void> {
  await holdRegistry(db);
  const { remote, version, channel, note } = promotion;
  const wanted = await versionOf(db, remote, version);
  if (!wanted) throw problem('not_found');
  if (wanted.withdrawn_at !== null) throw problem('conflict', { detail: 'This version was withdrawn.' });
  const before = await liveOn(db, remote, channel);
  if (before === version) return;
  await setChannel(db, actor, remote, channel, version);
  if (wanted.first_live_at === null) {
    await db
      .updateTable('remote_versions')
      .set({ first_live_at: actor.at })
      .where('remote', '=', remote)
      .where('version', '=', version)
      .execute();
  }
  // A canary that has become stable is none any more: it would stay behind when stable goes on.
  if (channel === 'stable' && (await liveOn(db, remote, 'canary')) === version) await clearCanary(db, remote);
  await record(db, actor, { act: 'promote', remote, channel, before, after: version, note });
}

export interface RollBack {
  readonly remote: string;
  readonly channel: ReleaseChannel;
  readonly note?: string | undefined;
}

/**
 * Stable goes back to what it was before, and further with each repetition; withdrawn versions are left out. Canary ends: its clients get what
 * is stable.
 * @throws 404 for a remote that isn't there, 409 when there is nothing to go back to.
 */
export async function rollBack(
  db: SystemDb,
  actor: Actor,
  { remote, channel, note }: RollBack,
): Promise<void> {
  await holdRegistry(db);
  await requireRemote(db, remote);
  const before = await liveOn(db, remote, channel);
  const after =
    channel === 'canary' ? await liveOn(db, remote, 'stable') : await earlierStable(db, remote, before);
  if (before === null || after === null)
    throw problem('conflict', { detail: 'There is no version to go back to.' });
  if (channel === 'canary') await clearCanary(db, remote);
  else await setChannel(db, actor, remote, channel, after);
  await record(db, actor, { act: 'roll_back', remote, channel, before, after, note });
}

/** @throws 404 for a remote that isn't there. */
export async function setCanaryRule(
  db: SystemDb,
  actor: Actor,
  remote: string,
  rule: CanaryRule,
): Promise<void> {
  await holdRegistry(db);
  await requireRemote(db, remote);
  const after: CanaryRule = { percent: rule.percent, clients: [...new Set(rule.clients)].sort() };
  const before = await db
    .selectFrom('remote_canary')
    .select(['percent', 'clients'])
    .where('remote', '=', remote)
    .executeTakeFirst();
  const values = { percent: after.percent, clients: JSON.stringify(after.clients) };
  await db
    .insertInto('remote_canary')
    .values({ remote, ...values })
    .onConflict((conflict) => conflict.column('remote').doUpdateSet(values))
    .execute();
  await record(db, actor, { act: 'canary', remote, before: before ?? null, after });
}

/** @throws 404 for a remote that isn't there. */
export async function setOutage(
  db: SystemDb,
  actor: Actor,
  remote: string,
  message: string | null,
): Promise<void> {
  await holdRegistry(db);
  await requireRemote(db, remote);
  const before = await db
    .selectFrom('remote_outages')
    .select('message')
    .where('remote', '=', remote)
    .executeTakeFirst();
  if (message === null) await db.deleteFrom('remote_outages').where('remote', '=', remote).execute();
  else {
    await db
      .insertInto('remote_outages')
      .values({ remote, message })
      .onConflict((conflict) => conflict.column('remote').doUpdateSet({ message }))
      .execute();
  }
  await record(db, actor, { act: 'availability', remote, before: before?.message ?? null, after: message });
}

/** @throws 404 for a version that isn't there, 409 for one that is live. */
export async function withdraw(db: SystemDb, actor: Actor, remote: string, version: string): Promise<void> {
  await holdRegistry(db);
  const there = await versionOf(db, remote, version);
  if (!there) throw problem('not_found');
  if (there.withdrawn_at !== null) return;
  for (const channel of ['stable', 'canary'] as const) {
    if ((await liveOn(db, remote, channel)) === version)
      throw problem('conflict', { detail: `This version is live on ${channel}. Roll that back first.` });
  }
  await db
    .updateTable('remote_versions')
    .set({ withdrawn_at: actor.at })
    .where('remote', '=', remote)
    .where('version', '=', version)
    .execute();
  await record(db, actor, { act: 'withdraw', remote, before: version });
}

async function holdRegistry(db: SystemDb): Promise<void> {
  await db.selectFrom('remote_registry').select('revision').forUpdate().execute();
}

const versionOf = (db: SystemDb, remote: string, version: string) =>
  db
    .selectFrom('remote_versions')
    .select(['manifest', 'base', 'first_live_at', 'withdrawn_at'])
    .where('remote', '=', remote)
    .where('version', '=', version)
    .executeTakeFirst();

async function requireRemote(db: SystemDb, remote: string): Promise<void> {
  const any = await db
    .selectFrom('remote_versions')
    .select('version')
    .where('remote', '=', remote)
    .limit(1)
    .executeTakeFirst();
  if (!any) throw problem('not_found');
}

async function liveOn(db: SystemDb, remote: string, channel: ReleaseChannel): Promise<string | null> {
  const row = await db
    .selectFrom('remote_channels')
    .select('version')
    .where('remote', '=', remote)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return row?.version ?? null;
}

async function setChannel(
  db: SystemDb,
  actor: Actor,
  remote: string,
  channel: ReleaseChannel,
  version: string,
): Promise<void> {
  const values = { version, since: actor.at, set_by: actor.name };
  await db
    .insertInto('remote_channels')
    .values({ remote, channel, ...values })
    .onConflict((conflict) => conflict.columns(['remote', 'channel']).doUpdateSet(values))
    .execute();
}

async function clearCanary(db: SystemDb, remote: string): Promise<void> {
  await db
    .deleteFrom('remote_channels')
    .where('remote', '=', remote)
    .where('channel', '=', 'canary')
    .execute();
}

/** What stable had before `now`. What was rolled back from is left behind: two roll-backs lead two versions back. */
async function earlierStable(db: SystemDb, remote: string, now: string | null): Promise<string | null> {
  const acts = await db
    .selectFrom('remote_history')
    .select(['act', 'after'])
    .where('remote', '=', remote)
    .where('channel', '=', 'stable')
    .where('act', 'in', ['promote', 'roll_back'])
    .orderBy('seq')
    .execute();
  const way: string[] = [];
  for (const { act, after } of acts) {
    if (typeof after !== 'string') continue;
    if (act === 'promote') way.push(after);
    else way.length = way.lastIndexOf(after) + 1;
  }
  const gone = await db
    .selectFrom('remote_versions')
    .select('version')
    .where('remote', '=', remote)
    .where('withdrawn_at', 'is not', null)
    .execute();
  const unfit = new Set([...gone.map((row) => row.version), now]);
  return way.findLast((version) => !unfit.has(version)) ?? null;
}

interface Line {
  readonly act: ReleaseAct;
  readonly remote: string;
  readonly channel?: ReleaseChannel;
  readonly before?: ReleaseChange;
  readonly after?: ReleaseChange;
  readonly note?: string | undefined;
}

async function record(db: SystemDb, actor: Actor, line: Line): Promise<void> {
  const { act, remote, channel, before = null, after = null, note } = line;
  await db
    .insertInto('remote_history')
    .values({
      id: actor.newId(),
      at: actor.at,
      done_by: actor.name,
      act,
      remote,
      channel: channel ?? null,
      before: before === null ? null : JSON.stringify(before),
      after: after === null ? null : JSON.stringify(after),
      note: note ?? null,
    })
    .execute();
}
