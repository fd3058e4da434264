import type { RouteObject } from 'react-router';
import type { RemoteAddress } from '../manifest.ts';
import {
  diagnose,
  fileNamedBy,
  type ExpectedFile,
  type LoadFailureType,
  type Probe,
} from './load-failure.ts';
import type { RuntimePort } from './remote-state.ts';

export type Fetched =
  | Readonly<{ routes: readonly RouteObject[] }>
  | Readonly<{ type: LoadFailureType; cause?: unknown }>;

export type FetchParts = Readonly<{
  runtime: RuntimePort;
  timeoutMs: () => number;
  /** What went wrong, told from the answers of the same addresses. */
  diagnose: (from: Place, cause: unknown) => Promise<LoadFailureType>;
  /** Has the browser refuse what doesn't hash as it should. */
  guard: (files: Readonly<Record<string, string>>) => void;
}>;

/** Where a version is really loaded from: for a retry, under another name; `redirected`, if that isn't where the session says. */
export type Place = Readonly<{ address: RemoteAddress; base: string; entry: string; redirected?: boolean }>;

/**
 * Registers a remote, loads its routes and gives up after a while. Never rejects. `late` is told of routes that arrive after that: they are
 * still welcome, as long as nobody has started another attempt.
 */
export function fetchRoutes(
  { runtime, timeoutMs, diagnose: whatWentWrong, guard }: FetchParts,
  from: Place,
  late: (routes: readonly RouteObject[]) => void,
): Promise<Fetched> {
  const { id } = from.address;
  return new Promise((resolve) => {
    let inTime = true;
    const timer = setTimeout(() => {
      inTime = false;
      resolve({ type: 'timeout' });
    }, timeoutMs());
    const settled = (module: unknown): void => {
      clearTimeout(timer);
      const routes = routesOf(module);
      if (!routes)
        return resolve({ type: 'evaluation', cause: new TypeError('./routes exports no array `routes`.') });
      if (inTime) resolve({ routes });
      else late(routes);
    };
    const failed = async (cause: unknown): Promise<void> => {
      clearTimeout(timer);
      if (inTime) resolve({ type: await whatWentWrong(from, cause), cause });
    };
    try {
      guard(integrityOf(from));
      runtime.register(id, from.entry);
      runtime.load(id).then(settled, failed);
    } catch (cause) {
      void failed(cause);
    }
  });
}

/** Where to load from: under the address's own name, or as if it had never been asked for. */
export function placeOf(address: RemoteAddress, anew: boolean): Place {
  const { base, entry } = address;
  if (!anew) return { address, base, entry: base + entry };
  const token = `${Date.now().toString(36)}${(tokens += 1)}`;
  // Another address is another module to the browser, evaluated anew. With its folder under another name (see `remoteBase`), the entry's chunks
  // get other addresses too: one that threw, or that still hangs, would be met again under its own. A host of static files has no such folder.
  if (isOwn(base) && base.endsWith(`/${encodeURIComponent(address.version)}/`)) {
    const folder = `${base.slice(0, -1)}~${token}/`;
    return { address, base: folder, entry: folder + entry };
  }
  return { address, base, entry: `${base}${entry}?retry=${token}` };
}

let tokens = 0;

function isOwn(base: string): boolean {
  if (base.startsWith('/')) return !base.startsWith('//');
  return typeof location !== 'undefined' && base.startsWith(`${location.origin}/`);
}

/** `sha384-…` by the address that the browser will ask for. */
function integrityOf({ address, base, entry }: Place): Record<string, string> {
  const files = Object.entries(address.integrity).map(([path, hash]) => [base + path, hash] as const);
  const ofEntry = address.integrity[address.entry];
  return Object.fromEntries(ofEntry ? [...files, [entry, ofEntry]] : files);
}

/** Looks at the first page's files and at the one that the browser names. */
export function diagnosis(probe: Probe, withinMs: number): FetchParts['diagnose'] {
  return ({ address, base, entry }, cause) => {
    const paths = new Set([...address.preload].filter((path) => path !== address.entry));
    const named = fileNamedBy(cause)?.split(absolute(base))[1]?.split('?')[0];
    if (named && named !== address.entry) paths.add(named);
    const files: ExpectedFile[] = [
      { url: entry, integrity: address.integrity[address.entry] },
      ...[...paths].map((path) => ({ url: base + path, integrity: address.integrity[path] })),
    ];
    return diagnose(cause, files, probe, AbortSignal.timeout(withinMs));
  };
}

const absolute = (base: string): string =>
  typeof location === 'undefined' ? base : new URL(base, location.href).href;

function routesOf(module: unknown): readonly RouteObject[] | undefined {
  const routes =
    typeof module === 'object' && module !== null && 'routes' in module ? module.routes : undefined;
  // The shape of each route is the remote's promise; its types come from the same workspace.
  return Array.isArray(routes) ? (routes as RouteObject[]) : undefined;
}
