import type { TelemetryEvent } from '@foyer/contract/telemetry';
import { areaOf, type RemoteAddress } from '@foyer/federation';
import { matchPath, type RouteObject } from '@foyer/federation/router';
import type { Noted } from '../telemetry/telemetry.ts';

/** What is needed to say where something happened without saying of whom. */
export type Place = Readonly<{
  shell: string;
  origin: string;
  remotes: readonly Pick<RemoteAddress, 'id' | 'version' | 'base'>[];
  routesOf: (remote: string) => readonly RouteObject[];
}>;

type Of<K extends TelemetryEvent['kind']> = Extract<TelemetryEvent, { kind: K }>;
type Frame = Of<'error'>['frames'][number];

/**
 * What of a happening may leave the page: names, patterns and numbers. No message of an error, no address of a page, no id, because any of them
 * can hold a word about a person. Null for what can't be said that way.
 */
export function anonymous(noted: Noted, place: Place): TelemetryEvent | null {
  if (!VERSION.test(place.shell)) return null;
  const common = { shell: place.shell, route: routePattern(noted.pathname, place) };
  switch (noted.kind) {
    case 'load': {
      const { remote, version, outcome, type, ms } = noted.load;
      if (!VERSION.test(version)) return null;
      const whole = Math.min(Math.max(0, Math.round(ms)), LONGEST_LOAD_MS);
      return { kind: 'load', ...common, remote, version, outcome, ...(type ? { type } : {}), ms: whole };
    }
    case 'vital': {
      const { name, value, rating } = noted;
      // The library's names and ratings are those of the contract.
      return { kind: 'vital', ...common, name, value, rating } as Of<'vital'>;
    }
    case 'csp': {
      // The browser's names of directives are those of the contract; one that isn't there yet is refused by the server.
      return {
        kind: 'csp',
        ...common,
        directive: noted.directive,
        blocked: blocked(noted.blocked),
      } as Of<'csp'>;
    }
    case 'error': {
      const { error, remote, version } = noted;
      const frames = framesOf(stacksOf(error).join('\n'), place);
      const of = remote ?? frames.find((frame) => frame.of !== 'shell')?.of;
      const at = version ?? place.remotes.find(({ id }) => id === of)?.version;
      return {
        kind: 'error',
        ...common,
        ...(of ? { remote: of } : {}),
        ...(of && at && VERSION.test(at) ? { version: at } : {}),
        // Whoever names an error after a person isn't quoted: the server knows a list and calls the others `Other`.
        name: (error instanceof Error ? error.name : 'Other') as Of<'error'>['name'],
        frames,
      };
    }
  }
}

/** A build's version; anything else, such as a developer's own, would have the server refuse the whole batch. */
const VERSION = /^\d+(\.\d+){2}(-(alpha|beta|next|rc)(\.\d+)?)?(-[0-9a-f]{6,64})?$/;

const LONGEST_LOAD_MS = 600_000;
const MOST_FRAMES = 10;

/** `/calls/:callId` of `/calls/8f3a…`: the pattern of the remote's own route, or `/calls/*` while that isn't known. */
export function routePattern(pathname: string, { routesOf }: Pick<Place, 'routesOf'>): string {
  const area = areaOf(pathname);
  if (!area) return PAGES.has(pathname) ? pathname : '/*';
  if (pathname.replace(/\/+$/, '') === area.path || pathname === '/') return area.path;
  const found = area.remote
    ? patternsOf(routesOf(area.remote), area.path).find((pattern) => matchPath({ path: pattern }, pathname))
    : undefined;
  return found && SAYABLE.test(found) ? found : `${area.path}/*`;
}

/** Pages of the shell that belong to no area. */
const PAGES: ReadonlySet<string> = new Set(['/sign-in', '/clients']);
const SAYABLE = /^(\/(:[a-z][A-Za-z]*|[a-z-]+))+$/;

function patternsOf(routes: readonly RouteObject[], under: string): string[] {
  return routes.flatMap((route) => {
    const own = route.path ? `${under}/${route.path}`.replaceAll(/\/+/g, '/') : under;
    return [...patternsOf(route.children ?? [], own), ...(own.endsWith('*') ? [] : [own])];
  });
}

/** Causes of causes are looked for so far. */
const DEEPEST = 4;

/** The stacks of an error and of what caused it, the first cause first: there it began. */
function stacksOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > DEEPEST) return [];
  return [...stacksOf(error.cause, depth + 1), error.stack ?? ''];
}

/** The places in our own code that a stack names; of anybody else's, such as an extension's, nothing is said. */
function framesOf(stack: string, { origin, remotes }: Place): Frame[] {
  const frames: Frame[] = [];
  for (const [, address = '', line, column] of stack.matchAll(/(https?:\/\/[^\s()]+?):(\d+):(\d+)/g)) {
    const [file = ''] = address.split(/[?#]/);
    const own = fileOf(file, origin, remotes);
    if (own && frames.length < MOST_FRAMES)
      frames.push({ ...own, line: Number(line), column: Number(column) });
  }
  return frames;
}

const SCRIPT = /^([\w-]{1,40}\/){0,3}[\w.-]{1,80}\.m?js$/;

function fileOf(
  address: string,
  origin: string,
  remotes: Place['remotes'],
): Pick<Frame, 'of' | 'file'> | null {
  const [, id, inFolder] = /\/remotes\/([a-z][a-z0-9-]*)\/[^/]+\/(.+)$/.exec(address) ?? [];
  const known = remotes.find(({ base }) => address.startsWith(new URL(base, origin).href));
  const found = known
    ? { of: known.id, file: address.slice(new URL(known.base, origin).href.length) }
    : address.startsWith(`${origin}/`)
      ? id && inFolder
        ? { of: id, file: inFolder }
        : { of: 'shell', file: address.slice(origin.length + 1) }
      : null;
  return found && SCRIPT.test(found.file) ? found : null;
}

/** A word of the browser's, or the origin of an address. */
function blocked(uri: string): string {
  if (/^https?:/.test(uri) && URL.canParse(uri)) return new URL(uri).origin;
  const word = uri.replace(/:.*$/s, '');
  if (word.endsWith('-extension')) return 'extension';
  return WORDS.has(word) ? word : 'other';
}

const WORDS: ReadonlySet<string> = new Set([
  'inline',
  'eval',
  'wasm-eval',
  'trusted-types-policy',
  'trusted-types-sink',
  'self',
  'data',
  'blob',
]);
