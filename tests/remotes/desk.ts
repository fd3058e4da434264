import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createReleaseClient } from '@foyer/contract/releases';
import { folderStore, publishVersion } from '@foyer/releases';
import type { Page } from 'playwright-core';
import { test as journey } from '../browser/journey.ts';
import { signedInPage } from '../faults/broken-page.ts';
import { ONCE } from '../product/client.ts';
import { startProduct, type Product } from '../product/product.ts';
import { buildFixture, variantFolder, variantOf, type Change, type Variant } from './variant.ts';

export const RENATA = 'renata@brightwater.example';

/** What an operator does at a terminal, on a product that nobody else uses. */
export interface Desk {
  readonly url: string;
  readonly product: Product;
  readonly api: ReturnType<typeof createReleaseClient>;
  /** Makes another version of a built remote and publishes it into the product's own folder; it isn't live yet. */
  publish(remote: string, change: Change): Promise<Variant>;
  /** Publishes what lies in a folder, to be served from another origin or from the product's own. */
  publishFolder(variant: Variant, base?: string): Promise<void>;
  /** Builds the fixture as a remote, with one of its two libraries; it isn't published. */
  fixture(remote: string, library: '1' | '2'): Promise<Variant>;
  /** Makes a version live for everybody, or for the canary. */
  promote(variant: Variant, channel?: 'stable' | 'canary'): Promise<void>;
  /** The version that stable had when the product started. */
  stable(remote: string): Promise<string>;
  /** Everything as it was at the start. */
  reset(): Promise<void>;
  /** Where the files of a published version lie. */
  folder(variant: Variant): string;
}

/** `test` for an operator and the people of a client. */
export const test = journey
  // Vitest reads from the pattern what a fixture needs: nothing.
  // oxlint-disable-next-line no-empty-pattern
  .extend('variants', { scope: 'file' }, async ({}, { onCleanup }) => {
    const folder = await variantFolder();
    onCleanup(() => folder.remove());
    return folder.path;
  })
  .extend('desk', { scope: 'file' }, async ({ variants }, { onCleanup }): Promise<Desk> => {
    const product = await startProduct({ timeout: 150_000 });
    onCleanup(async () => void (await product.stop()));
    const token = (await readFile(join(product.data, 'operator-token'), 'utf8')).trim();
    const api = createReleaseClient({
      baseUrl: product.url,
      token,
      fetch: (request) => fetch(new Request(request, { headers: withOnce(request.headers) })),
    });
    const store = folderStore(join(product.data, 'remotes'));
    const { items } = await api.listReleases();
    const first = new Map(items.map(({ id, channels }) => [id, channels.stable?.version ?? '']));
    const publishFolder = async (variant: Variant, base?: string): Promise<void> => {
      const { id, version } = variant.manifest;
      if (base === undefined) await publishVersion(store, variant.dist);
      await api.publishRelease({
        params: { remote: id },
        // The manifest is read from a file: its lists are read-only here.
        body: { manifest: variant.manifest as never, base: base ?? `/remotes/${id}/${version}/` },
      });
    };
    return {
      url: product.url,
      product,
      api,
      publish: async (remote, change) => {
        const variant = await variantOf(remote, variants, change);
        await publishFolder(variant);
        return variant;
      },
      publishFolder,
      fixture: (remote, library) => buildFixture(remote, library, variants),
      promote: async ({ manifest: { id, version } }, channel = 'stable') => {
        await api.promoteRelease({ params: { remote: id }, body: { version, channel } });
      },
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
      folder: ({ manifest }) => join(product.data, 'remotes', manifest.id, manifest.version),
    };
  })
  .extend('page', async ({ browser, desk }, { onCleanup }): Promise<Page> => {
    const page = await signedInPage(browser, desk.url, RENATA);
    onCleanup(() => page.context().close());
    return page;
  });

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
