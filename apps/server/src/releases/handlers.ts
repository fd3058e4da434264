import type { ReleaseContract } from '@foyer/contract/releases';
import { remoteBase, type RemoteManifest } from '@foyer/federation/document';
import type { Dependencies } from '../platform/dependencies.ts';
import type { Handlers } from '../platform/endpoint-handler.ts';
import { invalid, problem } from '../platform/problem.ts';
import type { Site } from '../site/site.ts';
import type { Operator } from './operators.ts';
import { readHistory, readRelease, readReleaseList } from './read-release.ts';
import {
  promote,
  publish,
  rollBack,
  setCanaryRule,
  setOutage,
  withdraw,
  type Actor,
} from './release-acts.ts';

export const releaseHandlers: Handlers<keyof ReleaseContract> = {
  listReleases: async ({ db }) => ({ items: await readReleaseList(db) }),

  publishRelease: async ({ input, db, deps, operator }) => {
    const { manifest, base } = input.body;
    if (manifest.id !== input.params.remote)
      throw invalid('body.manifest.id', 'The manifest is of another remote.');
    await requireServed(deps.site, manifest, base);
    return { outcome: await publish(db, actor(operator, deps), { manifest, base }) };
  },

  promoteRelease: async ({ input, db, deps, operator }) => {
    const { remote } = input.params;
    await promote(db, actor(operator, deps), { remote, ...input.body });
    return readRelease(db, remote);
  },

  rollBackRelease: async ({ input, db, deps, operator }) => {
    const { remote } = input.params;
    await rollBack(db, actor(operator, deps), { remote, ...input.body });
    return readRelease(db, remote);
  },

  setCanary: async ({ input, db, deps, operator }) => {
    const { remote } = input.params;
    await setCanaryRule(db, actor(operator, deps), remote, input.body);
    return readRelease(db, remote);
  },

  setAvailability: async ({ input, db, deps, operator }) => {
    const { remote } = input.params;
    await setOutage(db, actor(operator, deps), remote, input.body.disabled);
    return readRelease(db, remote);
  },

  withdrawRelease: async ({ input, db, deps, operator }) => {
    const { remote, version } = input.params;
    await withdraw(db, actor(operator, deps), remote, version);
    return readRelease(db, remote);
  },

  listReleaseHistory: async ({ input, db }) => {
    const { remote, limit, cursor } = input.query;
    if (cursor !== undefined && !/^\d{1,15}$/.test(cursor))
      throw invalid('query.cursor', 'Give it as the page before did.');
    const before = cursor === undefined ? null : Number(cursor);
    const { items, last } = await readHistory(db, { remote, limit, before });
    return { items, nextCursor: last === null ? null : String(last) };
  },

  getLiveRemotes: async ({ db }) => {
    const rows = await db
      .selectFrom('remote_channels as c')
      .innerJoin('remote_versions as v', (join) =>
        join.onRef('v.remote', '=', 'c.remote').onRef('v.version', '=', 'c.version'),
      )
      .select(['v.manifest', 'v.base', 'c.channel'])
      .orderBy('v.remote')
      .orderBy('c.channel', 'desc')
      .execute();
    const versions = new Set(rows.map(({ manifest }) => `${manifest.id} ${manifest.version}`));
    return {
      items: [...versions].map((name) => {
        const same = rows.filter(({ manifest }) => `${manifest.id} ${manifest.version}` === name);
        const [{ manifest, base }] = same as [(typeof same)[0]];
        const { files: _, ...facts } = manifest;
        return { ...facts, base, channels: same.map(({ channel }) => channel) };
      }),
    };
  },

  getShell: ({ deps }) => {
    const shell = deps.site.shell()?.manifest;
    if (!shell) throw problem('unavailable', { detail: 'The portal’s pages are not built.' });
    const { version, hostApi, shared, areas } = shell;
    return { version, hostApi, shared, areas };
  },
};

const actor = (operator: Operator, { clock, newId }: Dependencies): Actor => ({
  name: operator.name,
  at: clock.now(),
  newId,
});

/** @throws 422 for a version of this origin that this origin doesn't serve: promoted, it would load for nobody. */
async function requireServed(site: Site, manifest: RemoteManifest, base: string): Promise<void> {
  if (!base.startsWith('/')) return;
  if (base !== remoteBase(manifest))
    throw invalid('body.base', `On this origin it is served at ${remoteBase(manifest)} or nowhere.`);
  for (const path of [manifest.entry, ...manifest.preload])
    if (!(await site.file(base + path, { brotli: false })))
      throw invalid('body.base', `There is no ${path} in that folder.`);
}
