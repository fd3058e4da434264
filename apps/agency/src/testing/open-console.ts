import { forgetDemo, portalOf, serverAs } from '@foyer/mocks/testing';
import { preloadPopups } from '@foyer/ui';
import { afterAll, beforeAll } from 'vitest';
import { consoleApi } from '../console-api.ts';
import { routes } from '../routes.tsx';

/** Opens an address of the console as a demo person, most often `larkspur-agency`. */
export const openPortal = portalOf('agency', routes);

/** For the top of a file: the demo is made before its first test, and forgotten after its last one, as its tests write. */
export function withDemo(...personas: string[]): void {
  // The first to ask has it made.
  beforeAll(async () => {
    await Promise.all([...['larkspur-agency', ...personas].map(serverAs), preloadPopups()]);
  }, 180_000);
  afterAll(forgetDemo);
}

/** The console's own client, signed in as the agency, and the id of one of its clients by its name. */
export async function agencyOf(name: string) {
  const { api: portal } = await serverAs('larkspur-agency');
  const id = (await portal.listClients()).items.find((client) => client.name === name)?.id ?? '';
  return { id, console: consoleApi(portal) };
}

/** Opens a tab of a client's page, as the agency: '' is the overview, `/people` and so on the others. */
export async function openClient(name: string, tab = '') {
  const agency = await agencyOf(name);
  return { ...(await openPortal('larkspur-agency', `/agency/${agency.id}${tab}`)), ...agency };
}
