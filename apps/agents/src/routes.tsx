import type { RouteObject } from '@foyer/federation/router';
import { AgentPage } from './pages/agent-page.tsx';
import { AgentsPage } from './pages/agents-page.tsx';

export const routes: RouteObject[] = [
  { index: true, element: <AgentsPage /> },
  { path: ':agentId', element: <AgentPage /> },
];
