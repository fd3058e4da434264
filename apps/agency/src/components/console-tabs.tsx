import { useQuery } from '@foyer/federation/query';
import { requestsQuery, unlocksQuery, useConsole } from '../queries.ts';
import { CONSOLE_PATH, DEFAULTS_PATH, REQUESTS_PATH, UNLOCKS_PATH } from './console-paths.ts';
import { Tabs } from './tabs.tsx';

/** The places of the console that belong to no single client, with how many wait there. */
export function ConsoleTabs() {
  const api = useConsole();
  const requests = useQuery(requestsQuery(api));
  const unlocks = useQuery(unlocksQuery(api));
  return (
    <Tabs
      label="Agency console"
      tabs={[
        { to: CONSOLE_PATH, label: 'All clients' },
        { to: DEFAULTS_PATH, label: 'Client defaults' },
        { to: REQUESTS_PATH, label: 'Access requests', count: requests.data?.items.length },
        { to: UNLOCKS_PATH, label: 'Unlock requests', count: unlocks.data?.items.length },
      ]}
    />
  );
}
