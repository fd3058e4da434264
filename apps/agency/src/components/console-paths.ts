import { areas } from '@foyer/federation';

/** Where the console stands in the portal. */
export const CONSOLE_PATH = areas.find(({ id }) => id === 'agency')?.path ?? '/agency';

export const DEFAULTS_PATH = `${CONSOLE_PATH}/defaults`;
export const REQUESTS_PATH = `${CONSOLE_PATH}/requests`;
export const UNLOCKS_PATH = `${CONSOLE_PATH}/unlocks`;
export const APPLY_PATH = `${DEFAULTS_PATH}/apply`;

export const CLIENT_TABS = [
  { id: '', label: 'Overview' },
  { id: 'people', label: 'People' },
  { id: 'permissions', label: 'Permissions' },
  { id: 'policies', label: 'Policies and entitlements' },
  { id: 'connections', label: 'Connections' },
  { id: 'activity', label: 'Activity' },
] as const;

export type ClientTab = (typeof CLIENT_TABS)[number]['id'];

export const clientPath = (clientId: string, tab: ClientTab = ''): string =>
  `${CONSOLE_PATH}/${encodeURIComponent(clientId)}${tab && `/${tab}`}`;
