import type { Session } from '@foyer/contract';
import { areas, type Area } from '@foyer/federation';
import {
  createRemoteLoader,
  federationPort,
  lastGoodIn,
  verifyRegistry,
  type SignedRemotes,
} from '@foyer/federation/loader';
import { api, queryClient } from '../session/api.ts';
import { firstRequests } from '../session/first-requests.ts';
import { sessionQuery } from '../session/session-query.ts';
import { noteLoad, report } from '../telemetry/telemetry.ts';
import { readOverrides } from './overrides.ts';
import { switchedOffRemotes, switchOn } from './switched-off.ts';

export const signedRemotes = ({ remotes, remotesSignature }: Session): SignedRemotes => ({
  remotes,
  signature: remotesSignature,
});

let timedOutAt = Number.NEGATIVE_INFINITY;

/** When something of a remote last hung, in milliseconds since the epoch. Its connections may still be held. */
export const lastTimeout = (): number => timedOutAt;

/** Whether the code of any remote is on its way. */
export const isLoading = (): boolean =>
  areas.some(({ remote }) => remote && remoteLoader.state(remote).status === 'loading');

/** The portal's one loader: knows remotes only from the session. */
export const remoteLoader = createRemoteLoader({
  runtime: federationPort,
  // A page says within five seconds of its opening that it is unavailable, the shell’s own start and a busy device included.
  timeoutMs: () => Math.max(2_500, Math.min(3_500, 4_500 - performance.now())),
  refresh: async () => signedRemotes(await queryClient.query({ ...sessionQuery, staleTime: 0 })),
  report: (error) => {
    if (error.type === 'timeout') timedOutAt = Date.now();
    report(error, { remote: error.remote, version: error.version, type: error.type });
  },
  told: noteLoad,
  verify: async ({ remotes, signature }) => {
    const key = document.querySelector<HTMLMetaElement>('meta[name="foyer-registry-key"]')?.content;
    return !key || verifyRegistry(remotes, signature, key);
  },
  lastGood: lastGoodIn(() => localStorage),
  earlier: async (remote, version) => {
    const found = await api.getRemoteVersion({ params: { remote, version } });
    return { remotes: [found.remote], signature: found.signature };
  },
  redirect: async (address) => {
    const folder = readOverrides()[address.id];
    if (!folder) return address;
    const { overriddenAddress } = await import('./overridden-address.ts');
    return overriddenAddress(address.id, folder);
  },
  switchedOff: (id) => switchedOffRemotes().includes(id),
});

/** The ids of what could break the portal, as far as the session is known. */
export const remotesOfSession = (): readonly string[] =>
  queryClient.getQueryData<Session>(sessionQuery.queryKey)?.remotes.map(({ id }) => id) ?? [];

/** Somebody is about to open an area: its code and its first requests set out. `at` is the address that they would go to. */
export function prefetchArea({ remote, path, firstRequests: requests }: Area, at: string): void {
  if (!remote || remoteLoader.state(remote).status === 'off') return;
  void remoteLoader.prefetch(remote);
  // With filters or a project in its address, the page asks for something else.
  if (at === path) firstRequests.ahead(requests ?? []);
}

/** A remote that was switched off in this tab is loaded after all. */
export function switchOnAgain(remote: string): void {
  switchOn(remote);
  void remoteLoader.retry(remote);
}
