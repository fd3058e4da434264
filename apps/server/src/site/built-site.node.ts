import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { remoteBase, type RemoteManifest, type ShellManifest } from '@foyer/federation/document';
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

interface Built {
  readonly shell: BuiltShell | null;
  readonly remotes: readonly RemoteManifest[];
  /** Folder by the base of its addresses. */
  readonly folders: ReadonlyMap<string, string>;
}

/**
 * The site as `apps/<id>/dist` hold it. It is read at the start; with `reread`, whenever a manifest has changed, so that a build shows
 * without a restart.
 */
export function builtSite(appsFolder: string, options: { readonly reread: boolean }): Site {
  let stamp = '';
  let built: Built = { shell: null, remotes: [], folders: new Map() };
  const current = (): Built => {
    if (stamp !== '' && !options.reread) return built;
    const now = stampOf(appsFolder);
    if (now !== stamp) {
      built = readBuilt(appsFolder);
      stamp = now;
    }
    return built;
  };
  current();
  return {
    remotes: () => current().remotes,
    shell: () => current().shell,
    file: (path, accepts) => findFile(current().folders, path, accepts.brotli),
  };
}

function manifests(appsFolder: string): string[] {
  if (!existsSync(appsFolder)) return [];
  return readdirSync(appsFolder)
    .flatMap((app) =>
      ['foyer-shell.json', 'foyer-remote.json'].map((name) => join(appsFolder, app, 'dist', name)),
    )
    .filter((path) => existsSync(path));
}

const stampOf = (appsFolder: string): string =>
  `at ${manifests(appsFolder)
    .map((path) => `${path} ${statSync(path).mtimeMs}`)
    .join('|')}`;

function readBuilt(appsFolder: string): Built {
  const remotes: RemoteManifest[] = [];
  const folders = new Map<string, string>();
  let shell: BuiltShell | null = null;
  for (const path of manifests(appsFolder)) {
    const folder = join(path, '..');
    if (path.endsWith('foyer-shell.json')) {
      const html = readFileSync(join(folder, 'index.html'), 'utf8');
      shell = { html, manifest: JSON.parse(readFileSync(path, 'utf8')) as ShellManifest };
      folders.set('/', folder);
    } else {
      const manifest = JSON.parse(readFileSync(path, 'utf8')) as RemoteManifest;
      remotes.push(manifest);
      folders.set(remoteBase(manifest), folder);
    }
  }
  return { shell, remotes, folders };
}

async function findFile(
  folders: ReadonlyMap<string, string>,
  path: string,
  brotli: boolean,
): Promise<SiteFile | null> {
  const base = path.startsWith('/remotes/') ? path.split('/').slice(0, 4).join('/') + '/' : '/';
  // A retry's name for the folder: see `remoteBase`.
  const folder = folders.get(base.replace(/~[^/]*\/$/, '/'));
  const name = decode(path.slice(base.length));
  if (!folder || !name || PRIVATE.test(name)) return null;
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
    immutable: base !== '/' || name.startsWith('assets/'),
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
