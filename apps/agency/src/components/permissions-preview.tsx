import {
  CAPABILITIES,
  capabilityLabel,
  LEVELS,
  roleLabel,
  SIDEBAR,
  type Capability,
  type Level,
} from '@foyer/access';
import type { Difference, PermissionsPreview as Preview, RoleEffect } from '@foyer/contract/permissions';
import {
  Activity,
  Button,
  formatCount,
  formatList,
  Notice,
  AlertTriangle,
  Panel,
  styled,
  Switch,
  token,
  useLocale,
  VisuallyHidden,
} from '@foyer/ui';
import { useState } from 'react';
import { LEVEL_WORDS } from './level-words.ts';

const Stack = styled('div')({
  display: 'grid',
  gap: 12,
  minWidth: 0,
  transition: 'opacity 120ms ease-out',
  '&[data-stale]': { opacity: 0.55 },
});
const Words = styled('ul')({
  display: 'grid',
  gap: 8,
  fontSize: '0.875rem',
  '& > li': { display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr)', gap: 10, alignItems: 'start' },
  '& svg': { marginBlockStart: 3, color: token.text3 },
});
/** Who is looking, by name. */
const Names = styled('span')({ display: 'block', fontSize: '0.75rem', color: token.text3 });
const Mark = styled('span')({
  width: 16,
  textAlign: 'center',
  fontWeight: 600,
  '&[data-change="gained"], &[data-change="more"]': { color: token.positive },
  '&[data-change="lost"], &[data-change="less"]': { color: token.negative },
});
const Sidebars = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
  '& h3': { fontSize: '0.75rem', fontWeight: 600, marginBlockEnd: 6 },
  '& h3 > span': { fontWeight: 400, color: token.text3 },
  // So that the three begin at one height, however many people there are.
  '@media (max-width: 480px)': {
    gap: 8,
    '& h3 > span': { display: 'block' },
    '& h3 > span > span': { display: 'none' },
  },
});
const Items = styled('ul')({
  display: 'grid',
  gap: 2,
  padding: 6,
  borderRadius: token.radius,
  backgroundColor: token.surface0,
  boxShadow: `inset 0 0 0 1px ${token.line}`,
  fontSize: '0.75rem',
  lineHeight: '20px',
  '& > li': {
    paddingInline: 6,
    borderRadius: 4,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& > [data-change="gained"]': {
    color: token.positive,
    backgroundColor: token.positiveSubtle,
    fontWeight: 500,
  },
  '& > [data-change="lost"]': {
    color: token.negative,
    backgroundColor: token.negativeSubtle,
    textDecoration: 'line-through',
  },
});
const Scroll = styled('div')({ overflowX: 'auto' });
const Matrix = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: '0.75rem',
  lineHeight: 1.4,
  '& th, & td': {
    padding: '6px',
    textAlign: 'start',
    verticalAlign: 'top',
    borderBlockStart: `1px solid ${token.line}`,
  },
  '& th:first-of-type': { paddingInlineStart: 16, minWidth: 96 },
  overflowWrap: 'normal',
  '& thead th': { color: token.text3, fontWeight: 500, borderBlockStart: 0 },
  '& tbody th': { fontWeight: 500 },
  // As wide as “No access”, so that a phone shows all three roles.
  '& td': { color: token.text3, minWidth: 72 },
  '& td[data-change="up"]': { color: token.positive, backgroundColor: token.positiveSubtle },
  '& td[data-change="down"]': { color: token.negative, backgroundColor: token.negativeSubtle },
  '& s': { opacity: 0.75 },
  '& b': { fontWeight: 600 },
});
const Quiet = styled('p')({ fontSize: '0.8125rem', color: token.text2 });

/** As many differences stand there at once; the rest is one press away. */
const FIRST = 8;

const SIGNS: Readonly<Record<Difference['change'], string>> = {
  gained: '+',
  more: '↑',
  lost: '−',
  less: '↓',
};

type PermissionsPreviewProps = Readonly<{ preview: Preview; dirty: boolean; stale: boolean }>;

/** What a draft would change, by the policy itself: in words, in each role's sidebar, and capability by capability. */
export function PermissionsPreview({ preview, dirty, stale }: PermissionsPreviewProps) {
  return (
    <Stack data-stale={stale ? '' : undefined} aria-busy={stale}>
      <Panel title={dirty ? 'What this changes' : 'What each role has'}>
        <Differences preview={preview} dirty={dirty} />
      </Panel>
      <Panel title={dirty ? 'Sidebar, today and after' : 'Sidebar'}>
        <Sidebars>
          {preview.roles.map((effect) => (
            <RoleSidebar key={effect.role} effect={effect} />
          ))}
        </Sidebars>
      </Panel>
      <MatrixPanel roles={preview.roles} dirty={dirty} />
    </Stack>
  );
}

function Differences({ preview, dirty }: { preview: Preview; dirty: boolean }) {
  const { locale } = useLocale();
  const { warnings } = preview;
  const [all, setAll] = useState(false);
  // Who would lose it from under their eyes comes first.
  const differences = preview.differences.toSorted((one, other) => other.looking.length - one.looking.length);
  const shown = all ? differences : differences.slice(0, FIRST);

  if (!dirty)
    return <Quiet>Move a switch: what it would change for each role is told here before you save.</Quiet>;
  return (
    <Stack>
      {differences.length === 0 ? (
        <Quiet>Nobody gains or loses anything today.</Quiet>
      ) : (
        <Words aria-label="Differences">
          {shown.map(({ role, capability, change, words, looking }) => (
            <li key={`${role} ${capability}`}>
              {looking.length > 0 ? (
                <Activity size={15} aria-hidden="true" />
              ) : (
                <Mark data-change={change} aria-hidden="true">
                  {SIGNS[change]}
                </Mark>
              )}
              <span>
                {words}
                {looking.length > 0 && (
                  <Names>
                    {formatList(
                      looking.map(({ name }) => name),
                      locale,
                    )}
                  </Names>
                )}
              </span>
            </li>
          ))}
        </Words>
      )}
      {differences.length > shown.length && (
        <div>
          <Button size="small" onClick={() => setAll(true)}>
            Show all {differences.length}
          </Button>
        </div>
      )}
      {warnings.map((warning) => (
        <Notice key={warning} tone="warning" icon={<AlertTriangle size={16} aria-hidden="true" />}>
          {warning}
        </Notice>
      ))}
    </Stack>
  );
}

function RoleSidebar({ effect }: { effect: RoleEffect }) {
  const { locale } = useLocale();
  const { today, after } = effect.sidebar;
  const shown = SIDEBAR.filter((item) => today.includes(item) || after.includes(item));
  return (
    <div>
      <h3>
        {roleLabel(effect.role)}{' '}
        <span>
          <span>· </span>
          {formatCount(effect.people, { one: 'person', other: 'people' }, locale)}
        </span>
      </h3>
      <Items aria-label={`Sidebar of ${roleLabel(effect.role)}`}>
        {shown.map((item) => {
          const change = !after.includes(item) ? 'lost' : !today.includes(item) ? 'gained' : undefined;
          return (
            <li key={item} data-change={change}>
              {capabilityLabel(item)}
              {change && <VisuallyHidden>, {change}</VisuallyHidden>}
            </li>
          );
        })}
      </Items>
    </div>
  );
}

/** What is the agency's alone is nobody's here. */
const OF_THE_AGENCY: readonly Capability[] = ['clients', 'pii_unlock_decision', 'team'];

function MatrixPanel({ roles, dirty }: { roles: readonly RoleEffect[]; dirty: boolean }) {
  const [all, setAll] = useState(false);
  const differs = (capability: Capability) =>
    roles.some(({ matrix }) => matrix[capability].today.level !== matrix[capability].after.level);
  const shown = CAPABILITIES.filter(
    (capability) => !OF_THE_AGENCY.includes(capability) && (all || !dirty || differs(capability)),
  );
  return (
    <Panel
      title={dirty ? 'Effective access, today and after' : 'Effective access'}
      flush
      action={dirty && <Switch label="Show everything" checked={all} onChange={setAll} />}
    >
      {shown.length === 0 ? (
        <Quiet sx={{ padding: '0 16px 16px' }}>No level changes for any role.</Quiet>
      ) : (
        <Scroll>
          <Matrix>
            <thead>
              <tr>
                <th scope="col">Capability</th>
                {roles.map(({ role }) => (
                  <th key={role} scope="col">
                    {roleLabel(role)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((capability) => (
                <tr key={capability}>
                  <th scope="row">{capabilityLabel(capability)}</th>
                  {roles.map(({ role, matrix }) => (
                    <LevelCell key={role} {...matrix[capability]} />
                  ))}
                </tr>
              ))}
            </tbody>
          </Matrix>
        </Scroll>
      )}
    </Panel>
  );
}

type Leveled = Readonly<{ level: Level }>;

function LevelCell({ today, after }: { today: Leveled; after: Leveled }) {
  if (today.level === after.level) return <td>{LEVEL_WORDS[after.level]}</td>;
  const up = LEVELS.indexOf(after.level) > LEVELS.indexOf(today.level);
  return (
    <td data-change={up ? 'up' : 'down'}>
      <s>{LEVEL_WORDS[today.level]}</s>
      <span aria-hidden="true"> → </span>
      <VisuallyHidden> becomes </VisuallyHidden>
      <b>{LEVEL_WORDS[after.level]}</b>
    </td>
  );
}
