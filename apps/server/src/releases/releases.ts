import { allows, type Capability, type Decision } from '@foyer/access';
import type { CanaryRule } from '@foyer/contract/releases';
import { areas } from '@foyer/federation/areas';
import {
  remoteAddress,
  type ReleaseChannel,
  type RemoteAddress,
  type RemoteManifest,
} from '@foyer/federation/document';
import type { Database } from '../db/database.ts';
import { isOnCanary } from './canary.ts';

export interface LiveVersion {
  readonly manifest: RemoteManifest;
  readonly base: string;
}

export interface LiveRemote {
  readonly id: string;
  readonly channels: Readonly<Partial<Record<ReleaseChannel, LiveVersion>>>;
  readonly rule: CanaryRule;
  /** The operator's message while it is out of service. */
  readonly outage: string | null;
}

/** What is live, all read at one moment. */
export interface Releases {
  /** Rises with every change. */
  readonly revision: number;
  /** By id. */
  readonly remotes: readonly LiveRemote[];
  /**
   * Of other origins than this one, all that a version lies on: the live ones, those to fall back to, and those that may be next, because an open
   * page keeps the policy that it came with.
   */
  readonly origins: readonly string[];
}

interface ReleasesRow {
  revision: number;
  live: { remote: string; channel: ReleaseChannel; base: string; manifest: RemoteManifest }[];
  rules: Record<string, CanaryRule>;
  outages: Record<string, string>;
  bases: string[];
}

const RELEASES = `
select r.revision,
  coalesce((select jsonb_agg(jsonb_build_object(
      'remote', c.remote, 'channel', c.channel, 'base', v.base, 'manifest', v.manifest) order by c.remote, c.channel)
    from remote_channels c join remote_versions v using (remote, version)), '[]') as live,
  coalesce((select jsonb_object_agg(k.remote, jsonb_build_object('percent', k.percent, 'clients', k.clients))
    from remote_canary k), '{}') as rules,
  coalesce((select jsonb_object_agg(o.remote, o.message) from remote_outages o), '{}') as outages,
  coalesce((select jsonb_agg(distinct v.base) from remote_versions v
    where v.withdrawn_at is null and v.base not like '/%'), '[]') as bases
from remote_registry r`;

/** One statement, so that everything is of one moment. */
export async function readReleases(db: Database): Promise<Releases> {
  const [row] = await db.prepared<ReleasesRow>('releases', RELEASES, []);
  if (!row) throw new Error('The registry of remotes has no row.');
  return {
    revision: row.revision,
    remotes: [...new Set(row.live.map((live) => live.remote))].map((id) => ({
      id,
      channels: Object.fromEntries(
        row.live
          .filter((live) => live.remote === id)
          .map(({ channel, manifest, base }) => [channel, { manifest, base }]),
      ),
      rule: row.rules[id] ?? { percent: 0, clients: [] },
      outage: row.outages[id] ?? null,
    })),
    origins: [...new Set(row.bases.map((base) => new URL(base).origin))].sort(),
  };
}

export async function readRevision(db: Database): Promise<number> {
  const [row] = await db.prepared<{ revision: number }>(
    'releases-revision',
    'select revision from remote_registry',
    [],
  );
  if (!row) throw new Error('The registry of remotes has no row.');
  return row.revision;
}

type Decisions = Readonly<Record<Capability, Decision>>;

/** The remotes of a client whose area these decisions open, ready to load. */
export function remotesOf(
  releases: Releases | null,
  clientId: string | null,
  decisions: Decisions,
): RemoteAddress[] {
  return (releases?.remotes ?? [])
    .filter((remote) => mayOpen(remote.id, decisions))
    .flatMap((remote) => {
      const canary = isOnCanary(remote.id, clientId, remote.rule) ? remote.channels.canary : undefined;
      const live = canary ?? remote.channels.stable;
      return live ? [addressOf(live, canary ? 'canary' : 'stable', remote.outage)] : [];
    });
}

/** Whether any area that these decisions open is brought by the remote. */
export const mayOpen = (remote: string, decisions: Decisions): boolean =>
  areas.some((area) => area.remote === remote && allows(decisions[area.capability]));

/** How a session is told of a version. Of a remote out of service there is nothing to load. */
export function addressOf(
  { manifest, base }: LiveVersion,
  channel: ReleaseChannel,
  outage: string | null,
): RemoteAddress {
  const address = remoteAddress(manifest, { base, channel, disabled: outage });
  return outage === null ? address : { ...address, base: '', entry: '', preload: [], integrity: {} };
}
