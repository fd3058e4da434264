// For the shell alone; remotes never load remotes.
export { federationPort } from './federation-port.ts';
export { lastGoodIn, type LastGood } from './last-good.ts';
export { RemoteLoadError, type LoadFailureType } from './load-failure.ts';
export { createRemoteLoader, type RemoteLoader } from './remote-loader.ts';
export { RemoteRoute, type RemoteRouteProps } from './remote-route.tsx';
export { verifyRegistry } from '../registry-signature.ts';
export type { LoadOutcome, RemoteState, RuntimePort, SignedRemotes } from './remote-state.ts';
