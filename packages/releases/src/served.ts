import { createHash } from 'node:crypto';
import type { RemoteManifest } from '@foyer/federation/document';

/**
 * Why browsers on a portal's pages couldn't load a version from where it is said to be, or null if they can: looks at what its first page needs.
 * @param base the version's folder, absolute or on the portal's own origin, with a slash at its end
 */
export async function whyNotServed(
  manifest: RemoteManifest,
  base: string,
  portal: string,
): Promise<string | null> {
  const folder = new URL(base, portal);
  const expected = new Map(manifest.files.map(({ path, integrity }) => [path, integrity]));
  for (const path of new Set([manifest.entry, ...manifest.preload])) {
    const url = new URL(path, folder);
    const why = await whyNotThere(url, expected.get(path) ?? '', url.origin !== portal);
    if (why) return `${url.href} ${why}`;
  }
  return null;
}

async function whyNotThere(url: URL, integrity: string, foreign: boolean): Promise<string | null> {
  const headers = { origin: 'https://portal.example', 'accept-encoding': 'identity' };
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(20_000) }).catch(() => null);
  if (!answer) return 'doesn’t answer';
  const body = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok) return `answers ${answer.status}`;
  const type = answer.headers.get('content-type') ?? 'nothing';
  if (!/javascript|text\/css/.test(type)) return `is served as ${type}`;
  if (`sha384-${createHash('sha384').update(body).digest('base64')}` !== integrity)
    return 'isn’t the file that was built';
  if (foreign && !answer.headers.get('access-control-allow-origin'))
    return 'may not be read by pages of another origin: allow it with CORS';
  return null;
}
