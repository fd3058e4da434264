import {
  GRANT_PARENT,
  GRANTS,
  grantLabel,
  grantWarning,
  setGrant,
  type Grant,
  type GrantState,
} from '@foyer/access';
import { useHost } from '@foyer/federation';
import { AlertTriangle, formatList, styled, Switch, token, useLocale } from '@foyer/ui';
import { useState, type ReactNode } from 'react';
import { GRANT_WORDS } from './grant-words.ts';
import { ABOVE_SAVE_BAR } from './save-bar.tsx';

export type AllGrants = Readonly<Record<Grant, boolean>>;

const List = styled('ul')({ display: 'grid' });
const Row = styled('li')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  alignItems: 'start',
  gap: '4px 12px',
  padding: '12px 16px',
  borderBlockStart: `1px solid ${token.line}`,
  // What needs another stands under it.
  '&[data-child]': { paddingInlineStart: 56, borderBlockStart: 0, paddingBlockStart: 6 },
  '&:has(+ [data-child])': { paddingBlockEnd: 8 },
  // The panel's edge stays in sight.
  marginInline: 1,
  '&:last-of-type': { borderRadius: `0 0 ${token.radiusLarge} ${token.radiusLarge}`, marginBlockEnd: 1 },
  '&[data-changed]': { backgroundColor: token.accentSubtle },
  '& label > span:not([id])': { fontWeight: 500 },
  '& :is(input, button)': ABOVE_SAVE_BAR,
});
const Below = styled('div')({
  gridColumn: '1 / -1',
  paddingInlineStart: 40,
  display: 'grid',
  gap: 4,
  fontSize: '0.75rem',
  lineHeight: 1.45,
  color: token.text3,
});
const Followed = styled('p')({ color: token.info });
const Warning = styled('p')({
  display: 'flex',
  gap: 6,
  color: token.warning,
  fontWeight: 500,
  '& > svg': { flex: 'none', marginBlockStart: 1 },
});

type GrantSwitchesProps = Readonly<{
  value: AllGrants;
  /** What holds now: changed rows are marked, and warnings are about what is being turned on. */
  saved: AllGrants;
  onChange: (next: AllGrants) => void;
  disabled?: boolean;
  /** Below a switch: where its value comes from. */
  renderBelow?: (grant: Grant) => ReactNode;
  /** Beside a switch. */
  renderBeside?: (grant: Grant) => ReactNode;
}>;

/** The eight permissions. What needs another is turned on and off with it, in sight. */
export function GrantSwitches({ value, saved, onChange, disabled = false, ...render }: GrantSwitchesProps) {
  const { announce } = useHost();
  const { locale } = useLocale();
  const [last, setLast] = useState<{ by: Grant; on: boolean; also: readonly Grant[] } | null>(null);
  const turn = (grant: Grant, on: boolean) => {
    const next = closed(setGrant(value, grant, on));
    const also = GRANTS.filter((other) => other !== grant && next[other] !== value[other]);
    setLast({ by: grant, on, also });
    if (also.length > 0)
      announce(
        `${formatList(also.map(grantLabel), locale)} turned ${on ? 'on' : 'off'} with ${grantLabel(grant)}.`,
      );
    onChange(next);
  };
  return (
    <List aria-label="Permissions">
      {GRANTS.map((grant) => {
        const on = value[grant];
        const followed = last?.also.includes(grant) === true && on === last.on;
        const warning = on && !saved[grant] ? grantWarning(grant) : null;
        return (
          <Row
            key={grant}
            data-child={GRANT_PARENT[grant] ? '' : undefined}
            data-changed={on === saved[grant] ? undefined : ''}
          >
            <Switch
              label={grantLabel(grant)}
              help={GRANT_WORDS[grant]}
              checked={on}
              disabled={disabled}
              onChange={(next) => turn(grant, next)}
            />
            {render.renderBeside?.(grant)}
            <Below>
              {followed && last && (
                <Followed>
                  Turned {last.on ? 'on' : 'off'} with {grantLabel(last.by)}
                  {last.on ? ', which needs it.' : ', without which it can’t be on.'}
                </Followed>
              )}
              {warning && (
                <Warning role="note">
                  <AlertTriangle size={14} aria-hidden="true" />
                  {warning}
                </Warning>
              )}
              {render.renderBelow?.(grant)}
            </Below>
          </Row>
        );
      })}
    </List>
  );
}

const closed = (state: GrantState): AllGrants =>
  // One for each grant, made from the list of them.
  Object.fromEntries(GRANTS.map((grant) => [grant, state[grant] === true])) as AllGrants;
