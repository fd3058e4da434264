import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from '@foyer/contract';
import { areas } from '@foyer/federation/areas';
import { QueryClient } from '@foyer/federation/query';
import { id, routes } from 'virtual:foyer-remote';
import { startMocks } from '../browser/start.ts';
import { RemoteAlone } from './remote-alone.tsx';

const area = areas.find(({ remote }) => remote === id);
if (!area) throw new Error(`No area names the remote ${id}.`);
if (!location.pathname.startsWith(area.path)) history.replaceState(null, '', area.path);

await startMocks();
const api = createClient();
const session = await api.getSession();
const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <RemoteAlone area={area} routes={routes} session={session} api={api} queries={queries} />
  </StrictMode>,
);
