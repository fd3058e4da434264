export { remote, type RemoteOptions } from './remote.ts';
export { shell } from './shell.ts';
export { SHARED_UNITS } from './shared.ts';
