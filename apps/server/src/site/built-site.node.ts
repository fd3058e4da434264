import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { remoteIdSchema, remoteVersionSchema } from '@foyer/contract/releases';
import type { ShellManifest } from '@foyer/federation/document';
import type { BuiltShell, Site, SiteFile } from './site.ts';

const MEDIA_TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** What of a `dist` is for servers and developers, not for browsers. */
const PRIVATE = /(^|\/)(\.|foyer-(remote|shell)\.json$|index\.html$)|\.(br|gz)$/;

export interface SiteFolders {
  /** `apps/shell/dist`. */
  readonly shell: string;
  /** Where released remotes lie as `<id>/<version>/`; null: this origin serves none. */
  readonly remotes: string | null;
}

/**
 * The site as two folders hold it. The shell is read at the start; with `reread`, whenever its manifest has changed, so that a build shows
 * without a restart.
 */
export function builtSite(folders: SiteFolders, options: { readonly reread: boolean }): Site {
  let stamp = '';
  let shell: BuiltShell | null = null;
  const current = (): BuiltShell | null => {
    if (stamp !== '' && !options.reread) return shell;
    const now = stampOf(folders.shell);
    if (now !== stamp) {
      shell = readShell(folders.shell);
      stamp = now;
    }
    return shell;
  };
  current();
  return {
    shell: current,
    file: (path, accepts) => findFile(folders, path, accepts.brotli),
  };
}

const manifestOf = (folder: string): string => join(folder, 'foyer-shell.json');

const stampOf = (folder: string): string =>
  `at ${statSync(manifestOf(folder), { throwIfNoEntry: false })?.mtimeMs}`;

function readShell(folder: string): BuiltShell | null {
  if (!existsSync(manifestOf(folder))) return null;
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  return { html, manifest: JSON.parse(readFileSync(manifestOf(folder), 'utf8')) as ShellManifest };
}

/** The folder that an address lies in, and the rest of the address. */
function placeOf(folders: SiteFolders, path: string): { folder: string; rest: string } | null {
  if (!path.startsWith('/remotes/')) return { folder: folders.shell, rest: path.slice(1) };
  const [, , id = '', name = '', ...rest] = path.split('/');
  // Behind a `~` stands another try at the same files: see `remoteBase`.
  const version = decode(name)?.replace(/~.*$/, '');
  if (folders.remotes === null || !remoteIdSchema.safeParse(id).success) return null;
  if (version === undefined || !remoteVersionSchema.safeParse(version).success) return null;
  return { folder: join(folders.remotes, id, version), rest: rest.join('/') };
}

async function findFile(folders: SiteFolders, path: string, brotli: boolean): Promise<SiteFile | null> {
  const place = placeOf(folders, path);
  const name = place && decode(place.rest);
  if (!place || !name || PRIVATE.test(name)) return null;
  const folder = normalize(place.folder);
  const full = normalize(join(folder, name));
  if (!full.startsWith(folder + sep)) return null;
  const mediaType = MEDIA_TYPES[extname(full)];
  if (!mediaType) return null;
  const compressed = brotli ? await read(`${full}.br`) : null;
  const body = compressed ?? (await read(full));
  if (!body) return null;
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return {
    body,
    mediaType,
    encoding: compressed ? 'br' : null,
    etag: `"${hash}"`,
    immutable: path.startsWith('/remotes/') || name.startsWith('assets/'),
  };
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

async function read(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readFile(path);
  } catch {
    return null;
  }
}
