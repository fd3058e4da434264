import { allows } from '@foyer/access';
import { projectsOf } from '../calls/call-reader.ts';
import type { Handlers } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { agentCard, agentDetail } from './agent-answers.ts';
import { lastCalls, readAgents } from './read-agents.ts';

export const agentHandlers: Handlers<'listAgents' | 'getAgent'> = {
  listAgents: async ({ input, subject, tenant, decisions, db, deps }) => {
    const projects = projectsOf(subject.projectIds, input.query.project);
    const agents = await readAgents(db, { clientId: tenant.clientId, projects, agentId: null });
    const calls = allows(decisions.calls)
      ? await lastCalls(db, tenant.clientId, agents, deps.clock.now())
      : null;
    return { items: agents.map((agent) => agentCard(agent, calls)) };
  },

  getAgent: async ({ input, subject, tenant, decisions, db, deps }) => {
    const { clientId } = tenant;
    const [agent] = await readAgents(db, {
      clientId,
      projects: subject.projectIds,
      agentId: input.params.agentId,
    });
    if (!agent) throw problem('not_found');
    const calls = allows(decisions.calls) ? await lastCalls(db, clientId, [agent], deps.clock.now()) : null;
    return agentDetail(agent, calls);
  },
};
