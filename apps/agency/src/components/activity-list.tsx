import { roleLabel } from '@foyer/access';
import type { AuditEntry } from '@foyer/contract/audit';
import { RelativeTime, StatusBadge, styled, token } from '@foyer/ui';
import { ACTION_WORDS } from './action-words.ts';
import { changesBetween } from './audit-values.ts';

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
  display: 'grid',
  gap: 2,
});

/** What was done, the newest first: who, as whom, what, to what, and what it was before. */
export function ActivityList({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <List aria-label="Activity">
      {entries.map((entry) => (
        <li key={entry.id}>
          <p>
            <strong>{entry.person.name}</strong> {ACTION_WORDS[entry.action] ?? entry.action}
            {entry.target.label && ` · ${entry.target.label}`}{' '}
            {entry.outcome !== 'done' && (
              <StatusBadge tone="negative">{entry.outcome === 'denied' ? 'Refused' : 'Failed'}</StatusBadge>
            )}
          </p>
          <Time>
            <RelativeTime value={entry.at} />
          </Time>
          <Details entry={entry} />
        </li>
      ))}
    </List>
  );
}

function Details({ entry }: { entry: AuditEntry }) {
  const changes = changesBetween(entry.before, entry.after);
  const { as } = entry;
  if (!as && changes.length === 0) return null;
  return (
    <Below>
      {as && (
        <p>
          {as.mode === 'full_access'
            ? 'With full access'
            : `Viewing as ${as.personName ?? (as.role ? roleLabel(as.role) : 'somebody')}`}
          {as.reason && ` · “${as.reason}”`}
        </p>
      )}
      {changes.map(({ what, before, after }) => (
        <p key={what}>
          {what}: {before && <s>{before}</s>}
          {before && after && ' → '}
          {after}
        </p>
      ))}
    </Below>
  );
}
