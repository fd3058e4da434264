import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from '@foyer/contract';
import { areas } from '@foyer/federation/areas';
import { QueryClient } from '@foyer/federation/query';
import { builds, id, loadRoutes, version } from 'virtual:foyer-remote';
import { startMocks } from '../browser/start.ts';
import { RemoteAlone } from './remote-alone.tsx';
import { loaderOf } from './remote-from-sources.ts';
import { remotesAtHand } from './remotes-at-hand.ts';

const area = areas.find(({ remote }) => remote === id);
if (!area) throw new Error(`No area names the remote ${id}.`);
if (!location.pathname.startsWith(area.path)) history.replaceState(null, '', area.path);

const mocks = await startMocks(remotesAtHand({ id, version }, builds));
const api = createClient();
const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <RemoteAlone
      area={area}
      api={api}
      queries={queries}
      newLoader={() => loaderOf({ id, version, load: loadRoutes, fault: () => mocks.faultOfRemote(id) })}
      onChange={mocks.onChange}
    />
  </StrictMode>,
);
