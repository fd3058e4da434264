import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { areas } from '../areas.ts';

const APPS = fileURLToPath(new URL('../../../../apps/', import.meta.url));

/** Puts lazy imports of the remotes' sources in the place of the federation runtime. */
export function monolith(): Plugin {
  return {
    name: 'foyer:monolith',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith('/loader/federation-port.ts')) return undefined;
      const remotes = areas.flatMap((area) => (area.remote ? [area.remote] : []));
      return `
        const routes = {
          ${remotes.map((remote) => `${JSON.stringify(remote)}: () => import(${JSON.stringify(`${APPS}${remote}/src/routes.tsx`)})`).join(',\n')}
        };
        export const federationPort = { register() {}, load: (id) => routes[id]() };
      `;
    },
  };
}
