import { areas } from '@foyer/federation';

/** Where the area stands in the portal. */
export const AGENTS_PATH = areas.find(({ id }) => id === 'agents')?.path ?? '/agents';

export const agentPath = (agentId: string): string => `${AGENTS_PATH}/${encodeURIComponent(agentId)}`;

/** The calls of one agent, in the list of calls. */
export const callsOfAgentPath = (agentId: string): string => {
  const calls = areas.find(({ id }) => id === 'calls')?.path ?? '/calls';
  return `${calls}?agent=${encodeURIComponent(agentId)}`;
};
