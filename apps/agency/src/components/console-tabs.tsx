import { CONSOLE_PATH, DEFAULTS_PATH, REQUESTS_PATH, UNLOCKS_PATH } from './console-paths.ts';
import { Tabs } from './tabs.tsx';

/** The places of the console that belong to no single client. */
export function ConsoleTabs() {
  return (
    <Tabs
      label="Agency console"
      tabs={[
        { to: CONSOLE_PATH, label: 'All clients' },
        { to: DEFAULTS_PATH, label: 'Client defaults' },
        { to: REQUESTS_PATH, label: 'Access requests' },
        { to: UNLOCKS_PATH, label: 'Unlock requests' },
      ]}
    />
  );
}
