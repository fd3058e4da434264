import { useEffect } from 'react';
import { allows } from '@foyer/access';
import type { AgentDetail } from '@foyer/contract';
import { useDecision, useHost, useScope } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import { Link, useParams } from '@foyer/federation/router';
import {
  Button,
  Columns,
  EmptyValue,
  Facts,
  formatCount,
  Loading,
  PageFrame,
  Panel,
  Panels,
  RelativeTime,
  styled,
  token,
  useLocale,
} from '@foyer/ui';
import { AgentFailure } from '../components/agent-failure.tsx';
import { AGENTS_PATH, callsOfAgentPath } from '../components/agent-paths.ts';
import { AgentStatus } from '../components/agent-status.tsx';
import { PhoneNumbers } from '../components/phone-numbers.tsx';
import { agentQuery } from '../queries.ts';

const Words = styled('div')({
  maxWidth: '72ch',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  lineHeight: 1.6,
  color: token.text1,
});

const Phrases = styled('ul')({ display: 'flex', flexWrap: 'wrap', gap: 4 });
const Phrase = styled('li')({
  paddingInline: 7,
  borderRadius: 4,
  lineHeight: '22px',
  backgroundColor: token.surface2,
});

/** One agent: what it says and how it behaves. */
export function AgentPage() {
  const { agentId = '' } = useParams();
  const host = useHost();
  const agent = useQuery(agentQuery(useScope(), agentId));
  const name = agent.data?.name ?? 'Agent';
  useEffect(() => host.setTitle(name), [host, name]);
  const mayCalls = allows(useDecision('calls'));

  return (
    <PageFrame
      title={name}
      badge={agent.data && <AgentStatus status={agent.data.status} variant="pill" />}
      back={{ to: host.href(AGENTS_PATH), label: 'Agents' }}
      action={
        agent.data &&
        mayCalls && (
          <Button component={Link} to={host.href(callsOfAgentPath(agentId))}>
            See its calls
          </Button>
        )
      }
    >
      {agent.data ? (
        <Loaded agent={agent.data} />
      ) : agent.isError ? (
        <AgentFailure
          what="The agent"
          error={agent.error}
          onRetry={() => void agent.refetch()}
          retrying={agent.isFetching}
        />
      ) : (
        <Loading shape="detail" label="Loading the agent" />
      )}
    </PageFrame>
  );
}

function Loaded({ agent }: { agent: AgentDetail }) {
  return (
    <Columns widths={['1fr', '320px']} oneBelow={1024}>
      <Panels>
        <Panel title="Greeting">
          <Words>{agent.greeting}</Words>
        </Panel>
        <Panel title="Prompt">
          <Words>{agent.prompt}</Words>
        </Panel>
      </Panels>
      <Panels>
        <Panel title="Where it answers">
          <Facts items={placesOf(agent)} />
        </Panel>
        <Panel title="How it speaks">
          <Behaviour agent={agent} />
        </Panel>
      </Panels>
    </Columns>
  );
}

function placesOf(agent: AgentDetail) {
  const { callsLast7Days, lastCallAt } = agent;
  return [
    { label: 'Project', value: agent.project.name },
    { label: 'Numbers', value: <PhoneNumbers numbers={agent.phoneNumbers} all /> },
    ...(callsLast7Days === undefined
      ? []
      : [
          { label: 'Last 7 days', value: formatCount(callsLast7Days, { one: 'call', other: 'calls' }) },
          { label: 'Last call', value: <RelativeTime value={lastCallAt} /> },
        ]),
  ];
}

function Behaviour({ agent }: { agent: AgentDetail }) {
  const { locale } = useLocale();
  const { interruptible, silenceTimeoutSeconds, endCallPhrases } = agent.behaviour;
  const seconds = formatCount(silenceTimeoutSeconds, { one: 'second', other: 'seconds' }, locale);
  return (
    <Facts
      items={[
        { label: 'Voice', value: agent.voice },
        { label: 'Language', value: languageName(agent.language, locale) },
        {
          label: 'Interruptions',
          value: interruptible ? 'Callers can interrupt it' : 'It finishes its sentence',
        },
        { label: 'Silence', value: `Speaks again after ${seconds}` },
        {
          label: 'Ends the call on',
          value:
            endCallPhrases.length > 0 ? (
              <Phrases>
                {endCallPhrases.map((phrase) => (
                  <Phrase key={phrase}>“{phrase}”</Phrase>
                ))}
              </Phrases>
            ) : (
              <EmptyValue label="no phrase" />
            ),
        },
      ]}
    />
  );
}

/** `de-AT` → `Austrian German`; what isn't a language code stays as it is. */
function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
