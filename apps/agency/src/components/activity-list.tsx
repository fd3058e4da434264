import { roleLabel } from '@foyer/access';
import type { AuditEntry } from '@foyer/contract/audit';
import { formatCount, RelativeTime, StatusBadge, styled, token, useLocale, VisuallyHidden } from '@foyer/ui';
import { ACTION_WORDS } from './action-words.ts';
import { changesBetween, fieldsOf } from './audit-values.ts';
import { refusalIn } from './refusal-words.ts';

const List = styled('ol')({
  display: 'grid',
  '& > li': {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: '2px 16px',
    padding: '10px 16px',
    borderBlockStart: `1px solid ${token.line}`,
    fontSize: '0.8125rem',
  },
  '& > li:first-of-type': { borderBlockStart: 0 },
  '& p': { overflowWrap: 'anywhere' },
  '& strong': { fontWeight: 500 },
});
const Time = styled('span')({ color: token.text3, whiteSpace: 'nowrap' });
const Below = styled('div')({
  gridColumn: '1 / -1',
  color: token.text2,
  fontSize: '0.75rem',
  lineHeight: 1.5,
  display: 'grid',
  gap: 2,
  maxWidth: '88ch',
  '& s': { color: token.text3 },
});

/** The names of a client's agents, by their ids. */
export type AgentNames = ReadonlyMap<string, string>;

type ActivityListProps = Readonly<{ entries: readonly AuditEntry[]; agents: AgentNames }>;

/** What was done, the newest first: who, as whom, what, to what, and what it was before. */
export function ActivityList({ entries, agents }: ActivityListProps) {
  return (
    <List aria-label="Activity">
      {entries.map((entry) => {
        const about = aboutOf(entry);
        return (
          <li key={entry.id}>
            <p>
              <strong>{entry.person.name}</strong> {ACTION_WORDS[entry.action] ?? entry.action}
              {about && ` · ${about}`} <Outcome entry={entry} />
            </p>
            <Time>
              <RelativeTime value={entry.at} />
            </Time>
            <Below>
              <ActingAs entry={entry} />
              {entry.action === 'request.denied' ? (
                <Refusal entry={entry} />
              ) : (
                <Changes entry={entry} agents={agents} />
              )}
            </Below>
          </li>
        );
      })}
    </List>
  );
}

/** What it was done to, where neither the page nor the action says it already. */
function aboutOf({ action, person, target }: AuditEntry): string | null {
  if (target.kind === 'client' || target.kind === 'request' || target.id === person.id) return null;
  if (target.kind === 'call' && !action.startsWith('unlock.')) return null;
  return target.label;
}

function Outcome({ entry }: { entry: AuditEntry }) {
  const { locale } = useLocale();
  if (entry.outcome === 'done') return null;
  if (entry.outcome === 'failed') return <StatusBadge tone="negative">Failed</StatusBadge>;
  const { repeats } = refusalIn(entry.after);
  return (
    <StatusBadge tone="negative">
      {repeats === 0 ? 'Refused' : formatCount(repeats, { one: 'more time', other: 'more times' }, locale)}
    </StatusBadge>
  );
}

function ActingAs({ entry: { as } }: { entry: AuditEntry }) {
  if (!as) return null;
  return (
    <p>
      {as.mode === 'full_access'
        ? 'With full access'
        : `Viewing as ${as.personName ?? (as.role ? roleLabel(as.role) : 'somebody')}`}
      {as.reason && ` · “${as.reason}”`}
    </p>
  );
}

function Refusal({ entry: { after, at, target } }: { entry: AuditEntry }) {
  const { reasons, since } = refusalIn(after);
  return (
    <>
      <p>{target.label}</p>
      {reasons.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {since && (
        <p>
          First <RelativeTime value={since} />, last <RelativeTime value={at} />
        </p>
      )}
    </>
  );
}

function Changes({ entry, agents }: { entry: AuditEntry; agents: AgentNames }) {
  const where = useLocale();
  return changesOf(entry, agents, where).map(({ what, before, after }) => (
    <p key={what}>
      {what}: {before && <s>{before}</s>}
      {before && after && (
        <>
          <span aria-hidden="true"> → </span>
          <VisuallyHidden> becomes </VisuallyHidden>
        </>
      )}
      {after}
    </p>
  ));
}

function changesOf(
  { action, before, after }: AuditEntry,
  agents: AgentNames,
  where: Parameters<typeof changesBetween>[2],
) {
  if (action !== 'connection.agent_set') return changesBetween(before, after, where);
  const nameOf = (id: unknown) => (typeof id === 'string' ? (agents.get(id) ?? 'An agent') : 'Nobody’s');
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [{ what: String(is['assistant']), before: nameOf(was['agent']), after: nameOf(is['agent']) }];
}
