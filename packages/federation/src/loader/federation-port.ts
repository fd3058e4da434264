import { loadRemote, registerRemotes } from '@module-federation/runtime';
import type { RuntimePort } from './remote-state.ts';

/** The module federation runtime. In the one-bundle build, lazy imports stand in this module's place. */
export const federationPort: RuntimePort = {
  register: (name, entry) => registerRemotes([{ name, entry, type: 'module' }], { force: true }),
  load: (name) => loadRemote(`${name}/routes`, { from: 'runtime' }),
};
