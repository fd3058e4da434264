import { loadRemote, registerRemotes } from '@module-federation/runtime';
import type { RuntimePort } from './remote-state.ts';

/** How often each remote was registered. */
const times = new Map<string, number>();

const nameOf = (id: string): string => {
  const time = times.get(id) ?? 1;
  return time === 1 ? id : `${id}~${time}`;
};

/**
 * The module federation runtime. In the one-bundle build, lazy imports stand in this module's place.
 *
 * Each registration has a name of its own. Under a name that it knows, the runtime takes apart what it had loaded there before, though pages of
 * that version may still stand, and warns in the console that this may cause unexpected errors.
 */
export const federationPort: RuntimePort = {
  register: (id, entry) => {
    times.set(id, (times.get(id) ?? 0) + 1);
    registerRemotes([{ name: nameOf(id), entry, type: 'module' }]);
  },
  load: (id) => loadRemote(`${nameOf(id)}/routes`, { from: 'runtime' }),
};
