import type { AgentCard as Card } from '@foyer/contract';
import { useHost } from '@foyer/federation';
import { Link } from '@foyer/federation/router';
import { formatCount, RelativeTime, styled, token, useLocale } from '@foyer/ui';
import { agentPath } from './agent-paths.ts';
import { AgentStatus } from './agent-status.tsx';
import { PhoneNumbers } from './phone-numbers.tsx';

const Whole = styled('li')({
  position: 'relative',
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  minWidth: 0,
  padding: 16,
  borderRadius: token.radiusLarge,
  backgroundColor: token.surface1,
  boxShadow: `inset 0 0 0 1px ${token.line}`,
  transition: 'background-color 120ms ease-out, box-shadow 120ms ease-out',
  '&:hover': { boxShadow: `inset 0 0 0 1px ${token.lineStrong}` },
  '&:has(a:focus-visible)': { outline: `2px solid ${token.focus}`, outlineOffset: 2 },
});

const Head = styled('div')({ display: 'flex', alignItems: 'baseline', gap: 12, minWidth: 0 });

const Name = styled('h2')({
  flex: 1,
  minWidth: 0,
  fontSize: '0.9375rem',
  fontWeight: 600,
  lineHeight: 1.4,
  overflowWrap: 'anywhere',
  // The whole card is the link's target.
  '& a': { color: 'inherit', textDecoration: 'none', outline: 'none' },
  '& a::after': { content: '""', position: 'absolute', inset: 0, borderRadius: token.radiusLarge },
});

const Status = styled('div')({ flex: 'none', fontSize: '0.8125rem', color: token.text2 });

const Quiet = styled('div')({
  fontSize: '0.8125rem',
  lineHeight: 1.5,
  color: token.text3,
  '& > ul': { color: token.text2 },
});

const Foot = styled('div')({
  display: 'flex',
  justifyContent: 'space-between',
  gap: 12,
  marginBlockStart: 'auto',
  paddingBlockStart: 12,
  borderBlockStart: `1px solid ${token.line}`,
  fontSize: '0.8125rem',
  color: token.text2,
});

/** An agent at a glance. Calls are told only where the reader may see calls. */
export function AgentCard({
  agent,
  showProject,
  onNear,
}: Readonly<{ agent: Card; showProject: boolean; onNear: () => void }>) {
  const host = useHost();
  const { locale } = useLocale();
  const { lastCallAt, callsLast7Days } = agent;
  return (
    <Whole onPointerEnter={onNear} onFocus={onNear}>
      <Head>
        <Name>
          <Link to={host.href(agentPath(agent.id))}>{agent.name}</Link>
        </Name>
        <Status>
          <AgentStatus status={agent.status} />
        </Status>
      </Head>
      <Quiet>
        {showProject && <div>{agent.project.name}</div>}
        <PhoneNumbers numbers={agent.phoneNumbers} />
      </Quiet>
      {callsLast7Days !== undefined && (
        <Foot>
          <span>
            {formatCount(callsLast7Days, { one: 'call in 7 days', other: 'calls in 7 days' }, locale)}
          </span>
          {lastCallAt ? (
            <span>
              Last <RelativeTime value={lastCallAt} />
            </span>
          ) : (
            <span>No calls yet</span>
          )}
        </Foot>
      )}
    </Whole>
  );
}
