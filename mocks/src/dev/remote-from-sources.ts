import { HOST_API_VERSION } from '@foyer/federation';
import { createRemoteLoader, type RemoteLoader } from '@foyer/federation/loader';
import type { Fault } from '../fault.ts';
import { SLOW_MS } from '../fault.ts';

interface Sources {
  readonly id: string;
  readonly version: string;
  /** Imports what the remote's build would expose. */
  readonly load: () => Promise<unknown>;
  /** How its code fails now, if it does. */
  readonly fault: () => Fault | undefined;
}

/** What somebody who looks at a file's address would find; null where nothing answers. */
const FOUND: Readonly<Partial<Record<Fault, { status: number; type: string } | null>>> = {
  failing: { status: 500, type: 'text/plain' },
  forbidden: { status: 403, type: 'text/plain' },
  malformed: { status: 200, type: 'text/html' },
  offline: null,
};
const AS_IT_IS = { status: 200, type: 'text/javascript' };

/**
 * The shell's own loader over the remote's sources, so that its states are the real ones. The faults of its code stand in its runtime's place:
 * what really goes wrong with files on a network is the business of the tests of the built product.
 */
export function loaderOf({ id, version, load, fault }: Sources): RemoteLoader {
  const remotes = [
    {
      id,
      version,
      channel: 'stable' as const,
      hostApi: `^${HOST_API_VERSION}`,
      base: '/',
      entry: 'src/routes.tsx',
      preload: [],
      integrity: {},
      disabled: null,
    },
  ];
  const signed = { remotes, signature: null };
  const loader = createRemoteLoader({
    runtime: {
      register: () => {},
      load: async () => {
        const now = fault();
        if (now === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
        if (now === 'hanging') return new Promise(() => {});
        if (now && now in FOUND) throw new TypeError(`The code of ${id} didn't arrive.`);
        return load();
      },
    },
    refresh: async () => signed,
    // Expected: it was asked for.
    report: () => {},
    guard: () => {},
    fetchAhead: async () => true,
    probe: async () => {
      const now = fault();
      const found = now && FOUND[now];
      return found === undefined ? AS_IT_IS : found;
    },
  });
  loader.announce(signed);
  return loader;
}
