import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { folderStore } from '../folder-store.ts';
import { folderOf, keepSourceMaps, publishVersion } from '../publish-version.ts';
import type { ReleaseStore } from '../release-store.ts';
import { bucketOf, s3Store } from '../s3-store.ts';
import { whyNotServed } from '../served.ts';
import { builtRemote } from './built-app.ts';
import { Refused, UsageError, type Command, type World } from './command.ts';
import { deployedShell, sayFit } from './contract-check.ts';
import { dataFolder, portalAt, type Portal } from './portal.ts';

/** `release <remote> [--to folder|s3://bucket/prefix] [--base URL] [--maps …] [--against URL] [--channel stable|canary] [--note …]` */
export const release: Command = async (words, world) => {
  const { positionals, values } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      base: { type: 'string' },
      maps: { type: 'string' },
      against: { type: 'string' },
      channel: { type: 'string' },
      note: { type: 'string' },
    },
  });
  const [id, ...more] = positionals;
  if (!id || more.length > 0) throw new UsageError('Name one remote.');
  const channel = channelOf(values.channel);
  const to = values.to ?? join(dataFolder(world), 'remotes');
  const store = storeAt(to, world);
  const base = baseOf(values.base, to);
  const portal = portalAt(values.against, world);

  const { dist, manifest } = await builtRemote(id, world);
  // A version that couldn't run is turned away while nothing of it is anywhere yet.
  if (!sayFit(manifest, await deployedShell(portal), portal, world)) return 1;

  const { outcome } = await publishVersion(store, dist);
  world.say(
    outcome === 'published'
      ? `${id} ${manifest.version} is in ${store.place}.`
      : `${id} ${manifest.version} was in ${store.place} already.`,
  );
  const maps = storeAt(values.maps ?? join(dataFolder(world), 'source-maps'), world);
  const kept = await keepSourceMaps(maps, `${dist}-maps`, manifest);
  if (kept > 0) world.say(`Its source maps are in ${maps.place}/${folderOf(manifest)}.`);

  const address = base + folderOf(manifest);
  const why = await whyNotServed(manifest, address, portal.address);
  if (why)
    throw new Refused(
      `${id} ${manifest.version} isn't released, since browsers wouldn't get it: ${why}. --to says where files go, --base where browsers find them.`,
    );

  const params = { remote: id };
  const registered = await portal.api.publishRelease({
    params,
    body: { manifest: asSent(manifest), base: address },
  });
  world.say(
    registered.outcome === 'published'
      ? `${portal.address} knows it, at ${address}.`
      : `${portal.address} knew it already.`,
  );
  if (!channel) {
    const live = await channelsOf(portal, manifest);
    world.say(
      live.length > 0
        ? `It is ${live.join(' and ')} already.`
        : `It isn't live. To make it so: pnpm registry promote ${id} ${manifest.version}`,
    );
    return 0;
  }
  const body = { version: manifest.version, channel, ...(values.note && { note: values.note }) };
  await portal.api.promoteRelease({ params, body });
  world.say(`It is ${channel}.`);
  return 0;
};

/** On which channels a version is live. */
async function channelsOf(portal: Portal, { id, version }: { id: string; version: string }) {
  const { items } = await portal.api.listReleases();
  const channels = Object.entries(items.find((release) => release.id === id)?.channels ?? {});
  return channels.flatMap(([channel, live]) => (live?.version === version ? [channel] : []));
}

function storeAt(place: string, world: World): ReleaseStore {
  if (!place.startsWith('s3://')) return folderStore(resolve(world.root, place));
  try {
    return s3Store(bucketOf(place, world.env));
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error;
  }
}

/** Where browsers find the top of the store, with a slash at its end. A folder is what the portal's own server has under /remotes/. */
function baseOf(given: string | undefined, to: string): string {
  if (given === undefined) {
    if (to.startsWith('s3://'))
      throw new UsageError('--base has to say at which address browsers find the bucket.');
    return '/remotes/';
  }
  if (!/^(https?:\/\/|\/)/.test(given)) throw new UsageError(`--base ${given} is no address.`);
  return given.endsWith('/') ? given : `${given}/`;
}

export function channelOf(text: string | undefined): 'stable' | 'canary' | undefined {
  if (text === undefined || text === 'stable' || text === 'canary') return text;
  throw new UsageError(`${text} is no channel: there are stable and canary.`);
}

/** The client's types ask for arrays that may change; these don't. */
function asSent(manifest: Awaited<ReturnType<typeof builtRemote>>['manifest']) {
  return {
    ...manifest,
    preload: [...manifest.preload],
    files: [...manifest.files],
    shared: Object.fromEntries(
      Object.entries(manifest.shared).map(([unit, { version, names }]) => [
        unit,
        { version, names: [...names] },
      ]),
    ),
  };
}
