// For the shell alone; remotes never load remotes.
export { federationPort } from './federation-port.ts';
export { RemoteLoadError, type LoadFailureType } from './load-failure.ts';
export { prefetchRemote } from './prefetch.ts';
export {
  createRemoteLoader,
  type RemoteLoader,
  type RemoteState,
  type RuntimePort,
} from './remote-loader.ts';
export { RemoteRoute, type RemoteRouteProps } from './remote-route.tsx';
