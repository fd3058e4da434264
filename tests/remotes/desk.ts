import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createReleaseClient } from '@foyer/contract/releases';
import { folderStore, publishVersion } from '@foyer/releases';
import type { Page } from 'playwright-core';
import { test as journey } from '../browser/journey.ts';
import { signedInPage } from '../faults/broken-page.ts';
import type { FaultyOrigin } from '../faults/faulty-origin.ts';
import { ONCE } from '../product/client.ts';
import type { Product } from '../product/product.ts';
import { startDemo } from '../product/start-demo.ts';
import { startFolderHost } from './folder-host.ts';
import { buildFixture, variantFolder, variantOf, type Change, type Variant } from './variant.ts';

export const RENATA = 'renata@brightwater.example';

/** Where released versions lie: in the portal's own folder, or on a host of static files at an origin of its own. */
export type Place = 'one origin' | 'separate origins';

/** What an operator does at a terminal, on a product that nobody else uses. */
export interface Desk {
  readonly url: string;
  readonly product: Product;
  readonly api: ReturnType<typeof createReleaseClient>;
  /** The host of the versions, whose addresses can be made to fail; null where the portal serves them itself. */
  readonly host: FaultyOrigin | null;
  /** Makes another version of a built remote and publishes it where versions lie; it isn't live yet. */
  publish(remote: string, change: Change): Promise<Variant>;
  /** Publishes what lies in a folder: where versions lie, or as served from `base`. */
  publishFolder(variant: Variant, base?: string): Promise<void>;
  /** Builds the fixture as a remote, with one of its two libraries; it isn't published. */
  fixture(remote: string, library: '1' | '2'): Promise<Variant>;
  /** Makes a version live for everybody, or for the canary. */
  promote(variant: Variant, channel?: 'stable' | 'canary'): Promise<void>;
  /** The version that stable had when the desk was opened. */
  stable(remote: string): Promise<string>;
  /** Everything as it was at the start. */
  reset(): Promise<void>;
  /** Where the files of a published version lie. */
  folder(variant: Variant): string;
  close(): Promise<void>;
}

/** Those whose first version, too, lies where the desk's versions do. */
const MOVED = ['agents', 'calls'];

/** Starts a product and sits down at it; `variants` is a folder for what is made. */
export async function openDesk(place: Place, variants: string): Promise<Desk> {
  const product = await startDemo({ timeout: 150_000 });
  const top = place === 'one origin' ? product.data : join(variants, 'host');
  const host = place === 'one origin' ? null : await startFolderHost(top);
  const token = (await readFile(join(product.data, 'operator-token'), 'utf8')).trim();
  const api = createReleaseClient({
    baseUrl: product.url,
    token,
    fetch: (request) => fetch(new Request(request, { headers: withOnce(request.headers) })),
  });
  const store = folderStore(join(top, 'remotes'));
  const publishFolder: Desk['publishFolder'] = async (variant, base) => {
    const { id, version } = variant.manifest;
    if (base === undefined) await publishVersion(store, variant.dist);
    await api.publishRelease({
      params: { remote: id },
      // The manifest is read from a file: its lists are read-only here.
      body: {
        manifest: variant.manifest as never,
        base: base ?? `${host?.url ?? ''}/remotes/${id}/${version}/`,
      },
    });
  };
  const publish: Desk['publish'] = async (remote, change) => {
    const variant = await variantOf(remote, variants, change);
    await publishFolder(variant);
    return variant;
  };
  const promote: Desk['promote'] = async ({ manifest: { id, version } }, channel = 'stable') => {
    await api.promoteRelease({ params: { remote: id }, body: { version, channel } });
  };
  for (const remote of host ? MOVED : []) await promote(await publish(remote, {}));
  const { items } = await api.listReleases();
  const first = new Map(items.map(({ id, channels }) => [id, channels.stable?.version ?? '']));
  return {
    url: product.url,
    product,
    api,
    host,
    publish,
    publishFolder,
    fixture: (remote, library) => buildFixture(remote, library, variants),
    promote,
    stable: async (remote) => first.get(remote) ?? '',
    reset: async () => {
      for (const [remote, version] of first) {
        const params = { remote };
        await api.setAvailability({ params, body: { disabled: null } });
        await api.setCanary({ params, body: { percent: 0, clients: [] } });
        await api.promoteRelease({ params, body: { version, channel: 'stable' } });
        await api.promoteRelease({ params, body: { version, channel: 'canary' } });
      }
    },
    folder: ({ manifest }) => join(top, 'remotes', manifest.id, manifest.version),
    close: async () => {
      await host?.close();
      await product.stop();
    },
  };
}

/** `test` for an operator and the people of a client, with versions in one place or the other. */
export const testAtDesk = (place: Place) =>
  journey
    // Vitest reads from the pattern what a fixture needs: nothing.
    // oxlint-disable-next-line no-empty-pattern
    .extend('variants', { scope: 'file' }, async ({}, { onCleanup }) => {
      const folder = await variantFolder();
      onCleanup(() => folder.remove());
      return folder.path;
    })
    .extend('desk', { scope: 'file' }, async ({ variants }, { onCleanup }): Promise<Desk> => {
      const desk = await openDesk(place, variants);
      onCleanup(() => desk.close());
      return desk;
    })
    .extend('page', async ({ browser, desk }, { onCleanup }): Promise<Page> => {
      const page = await signedInPage(browser, desk.url, RENATA);
      onCleanup(() => page.context().close());
      return page;
    });

export type DeskTest = ReturnType<typeof testAtDesk>;

function withOnce(headers: Headers): Headers {
  const all = new Headers(headers);
  all.set('connection', ONCE.connection);
  return all;
}

export interface AskedFor {
  readonly path: string;
  readonly origin: string;
  readonly remote: string;
  readonly version: string;
}

/** Every file of a remote that a page asks for from now on. */
export function filesAskedFor(page: Page): AskedFor[] {
  const seen: AskedFor[] = [];
  page.on('request', (request) => {
    const { pathname: path, origin } = new URL(request.url());
    const [, top, remote = '', version = ''] = path.split('/');
    if (top === 'remotes') seen.push({ path, origin, remote, version: version.replace(/~.*/, '') });
  });
  return seen;
}
