import { useEffect } from 'react';
import type { AgentCard as Card } from '@foyer/contract';
import { useHost, useProject, useScope } from '@foyer/federation';
import { useQuery, useQueryClient } from '@foyer/federation/query';
import {
  Bot,
  Button,
  Empty,
  formatCount,
  formatZone,
  Loading,
  PageFrame,
  styled,
  token,
  useLocale,
} from '@foyer/ui';
import { AgentCard } from '../components/agent-card.tsx';
import { AgentFailure } from '../components/agent-failure.tsx';
import { agentQuery, agentsQuery } from '../queries.ts';

const Cards = styled('ul')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))',
});

const Count = styled('span')({
  fontSize: '0.8125rem',
  color: token.text3,
  fontVariantNumeric: 'tabular-nums',
});

/** The agents that answer for this client, one card each. */
export function AgentsPage() {
  const scope = useScope();
  const host = useHost();
  const { locale, timeZone } = useLocale();
  const agents = useQuery(agentsQuery(scope));
  const count = agents.data?.items.length;
  useEffect(() => host.setTitle('Agents'), [host]);

  return (
    <PageFrame
      title="Agents"
      sentence={`What answers your calls, and how it is going. Times are in ${formatZone(timeZone, locale)}.`}
      badge={
        count ? <Count>{formatCount(count, { one: 'agent', other: 'agents' }, locale)}</Count> : undefined
      }
    >
      {agents.data ? (
        <AgentCards agents={agents.data.items} />
      ) : agents.isError ? (
        <AgentFailure
          what="The agents"
          error={agents.error}
          onRetry={() => void agents.refetch()}
          retrying={agents.isFetching}
        />
      ) : (
        <Loading shape="cards" label="Loading the agents" count={6} />
      )}
    </PageFrame>
  );
}

function AgentCards({ agents }: { agents: readonly Card[] }) {
  const scope = useScope();
  const client = useQueryClient();
  const project = useProject();
  if (agents.length === 0)
    return project.id === null ? (
      <Empty icon={<Bot size={20} />} title="No agents yet">
        Your agency sets up the agents that answer your calls; each will have a card here.
      </Empty>
    ) : (
      <Empty
        icon={<Bot size={20} />}
        title="No agents in this project"
        action={<Button onClick={() => project.choose(null)}>Show all projects</Button>}
      >
        Agents of your other projects don’t stand here while one project is chosen.
      </Empty>
    );
  return (
    <Cards>
      {agents.map((agent) => (
        <AgentCard
          key={agent.id}
          agent={agent}
          showProject={project.all.length > 1}
          onNear={() => void client.query(agentQuery(scope, agent.id)).catch(() => undefined)}
        />
      ))}
    </Cards>
  );
}
