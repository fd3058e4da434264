import { createRemoteLoader, federationPort, prefetchRemote } from '@foyer/federation/loader';
import { queryClient } from './session/api.ts';
import { sessionQuery } from './session/session-query.ts';
import { report } from './telemetry.ts';

/** The portal's one loader: knows remotes only from the session. */
export const remoteLoader = createRemoteLoader({
  runtime: federationPort,
  // A page says within five seconds of its opening that it is unavailable, the shell’s own start and a busy device included.
  timeoutMs: () => Math.max(2_500, Math.min(3_500, 4_500 - performance.now())),
  refresh: async () => (await queryClient.query({ ...sessionQuery, staleTime: 0 })).remotes,
  report: (error) => report(error, { remote: error.remote, version: error.version, type: error.type }),
});

export const prefetch = (remote: string): void => prefetchRemote(remoteLoader.address(remote));
