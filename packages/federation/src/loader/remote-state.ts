import type { RouteObject } from 'react-router';
import type { RemoteAddress } from '../manifest.ts';
import type { LoadFailureType, RemoteLoadError } from './load-failure.ts';

/** The federation runtime, as far as the loader needs it. */
export type RuntimePort = Readonly<{
  /** Makes the runtime load `id` from `entry` from now on, whatever it knew before. */
  register: (id: string, entry: string) => void;
  /** Loads `./routes` of a registered remote. May never settle. */
  load: (id: string) => Promise<unknown>;
}>;

/** What the session says of remotes, and the registry's signature over it, where the server has a key. */
export type SignedRemotes = Readonly<{ remotes: readonly RemoteAddress[]; signature: string | null }>;

export type RemoteState =
  | Readonly<{ status: 'idle' | 'loading' }>
  | Readonly<{
      status: 'ready';
      routes: readonly RouteObject[];
      attempt: number;
      /** Set where this is an earlier version, shown because that one didn't load. */
      insteadOf: string | null;
    }>
  /**
   * `failures` counts since the page was loaded; nothing but a new page makes the browser forget a bad chunk.
   * `retryAt`: when it tries again by itself, because it failed too often for anybody to go on trying.
   */
  | Readonly<{ status: 'failed'; error: RemoteLoadError; failures: number; retryAt: number | null }>
  /** Taken out of service by the operator, with a message, or switched off in this tab by the person. Nothing of it is fetched. */
  | Readonly<{ status: 'off'; by: 'operator'; message: string }>
  | Readonly<{ status: 'off'; by: 'person' }>;

/** How an attempt ended. `fell-back`: it failed, and an earlier version shows. `blocked`: there was none, because too many had failed just before. */
export type LoadOutcome = Readonly<{
  remote: string;
  version: string;
  outcome: 'ok' | 'failed' | 'fell-back' | 'blocked';
  type?: LoadFailureType;
  /** From the wish to see it to the outcome, milliseconds. */
  ms: number;
}>;
