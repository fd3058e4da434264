import type { RemoteAddress, ShellManifest } from './manifest.ts';

export { remoteAddress, remoteBase } from './manifest.ts';
export type {
  AreaFacts,
  BuiltFile,
  ReleaseChannel,
  RemoteAddress,
  RemoteManifest,
  SharedUnits,
  ShellManifest,
} from './manifest.ts';

/** Stands in the shell's built `index.html` where `renderDocument` writes the preload links. */
export const HEAD_MARKER = '<!--foyer:head-->';
/** Stands in the shell's built `index.html` wherever the response's nonce belongs. */
export const NONCE_MARKER = '__FOYER_NONCE__';

export type DocumentParts = Readonly<{
  /** The nonce of this response's `style-src` and `script-src`. Base64 or base64url, new for every response. */
  nonce: string;
  shell: Pick<ShellManifest, 'preload'>;
  /** The remote of the route asked for, if the person may open it: its files are fetched with the shell's. */
  remote?: Pick<RemoteAddress, 'base' | 'preload' | 'integrity'> | undefined;
  /** Same-origin GET requests that the page is certain to make, e.g. `['/api/session']`. */
  preloadRequests?: readonly string[];
  /** Base64 of the key that the session's remotes are signed with: `<meta name="foyer-registry-key">`. */
  registryKey?: string | null;
  /** Whether a remote may be loaded from elsewhere than the session says: `<meta name="foyer-overrides" content="on">`. */
  overrides?: boolean;
}>;

/**
 * Fills the shell's built `index.html` for one response.
 *
 * The links stand in the order in which the page needs them: the shell's late chunks, without which it can't
 * render, with the priority of its other scripts; then the requests, so that the server works while scripts
 * travel; then the remote's files, of low priority, so that they wait for what paints first.
 *
 * @throws TypeError when the nonce couldn't stand in an attribute, or the HTML lacks a marker.
 */
export function renderDocument(html: string, parts: DocumentParts): string {
  if (!/^[A-Za-z0-9+/_=-]+$/.test(parts.nonce)) throw new TypeError('The nonce is not base64.');
  if (!html.includes(HEAD_MARKER)) throw new TypeError(`The document has no ${HEAD_MARKER}.`);
  const links = [
    ...(parts.registryKey ? [meta('foyer-registry-key', parts.registryKey)] : []),
    ...(parts.overrides ? [meta('foyer-overrides', 'on')] : []),
    ...parts.shell.preload.map((path) => preload(`/${path}`, '')),
    ...(parts.preloadRequests ?? []).map(
      (url) => `<link rel="preload" as="fetch" href="${attribute(url)}" crossorigin>`,
    ),
    ...(parts.remote?.preload ?? []).map((path) =>
      preload(`${parts.remote?.base}${path}`, ' fetchpriority="low"', parts.remote?.integrity[path]),
    ),
  ];
  return html.replace(HEAD_MARKER, () => links.join('')).replaceAll(NONCE_MARKER, () => parts.nonce);
}

/** A style carries no hash: the element that uses it has none, and a browser then fetches it a second time. */
function preload(url: string, priority: string, integrity?: string): string {
  return url.endsWith('.css')
    ? `<link rel="preload" as="style" href="${attribute(url)}"${priority} crossorigin>`
    : `<link rel="modulepreload" href="${attribute(url)}"${priority}${integrity ? ` integrity="${attribute(integrity)}"` : ''} crossorigin>`;
}

const meta = (name: string, content: string): string =>
  `<meta name="${name}" content="${attribute(content)}">`;

function attribute(value: string): string {
  return value.replace(/[&"<>]/g, (char) => `&#${char.charCodeAt(0)};`);
}
