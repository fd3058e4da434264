import { roleLabel } from '@foyer/access';
import type { ConsoleContract } from '@foyer/contract/console';
import { clientBeside, type Session } from '@foyer/contract';
import { Button, Eye, styled, toast, token } from '@foyer/ui';
import { useEffect, useState } from 'react';
import { api } from '../session/api.ts';
import { safeReturn } from '../session/safe-return.ts';
import { timeLeft } from './time-left.ts';

const views = clientBeside<Pick<ConsoleContract, 'endViewAs'>>(api, {
  endViewAs: 'DELETE /api/session/view-as',
});

const Strip = styled('section')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '4px 12px',
  minHeight: 40,
  padding: '4px 12px 4px 16px',
  fontSize: '0.8125rem',
  color: token.warning,
  backgroundColor: token.warningSubtle,
  borderBlockEnd: `1px solid color-mix(in srgb, ${token.warning} 35%, transparent)`,
  '& > svg': { flex: 'none' },
  '& > p': { flex: '1 1 auto', minWidth: 0, overflowWrap: 'anywhere' },
  '& > time': { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  '@media (max-width: 640px)': {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    rowGap: 0,
    paddingBlock: 6,
    '& > time': { gridArea: '2 / 2' },
    '& > button': { gridArea: '1 / 3 / span 2' },
  },
});

type Props = {
  session: Session & { viewAs: NonNullable<Session['viewAs']> };
  /** When the session came, milliseconds by this device's clock. */
  cameAt: number;
};

/** Nobody may forget through whose eyes they look, nor for how long. */
export function ViewBanner({ session: { client, viewAs }, cameAt }: Props) {
  const [now, setNow] = useState(Date.now);
  const [leaving, setLeaving] = useState(false);
  // The server says how much is left; the device's clock only counts it down, however wrong it goes.
  const left = Math.max(0, cameAt + viewAs.leftMs - now);
  const { role, person, returnTo } = viewAs;

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const over = left === 0;
  useEffect(() => {
    if (over) leaveFor(returnTo);
  }, [over, returnTo]);

  const leave = async (): Promise<void> => {
    setLeaving(true);
    try {
      await views.endViewAs();
      leaveFor(returnTo);
    } catch {
      setLeaving(false);
      toast('Leaving didn’t work. Try again.', { tone: 'negative' });
    }
  };

  return (
    <Strip aria-label="Viewing as">
      <Eye size={16} aria-hidden="true" />
      <p>
        You see <strong>{client?.name}</strong> as{' '}
        <strong>{person ? `${person.name} (${roleLabel(role)})` : roleLabel(role)}</strong> does. Nothing can
        be changed.
      </p>
      <time dateTime={`PT${Math.round(left / 1_000)}S`}>{timeLeft(left)} left</time>
      <Button size="small" variant="outlined" color="inherit" loading={leaving} onClick={() => void leave()}>
        Leave
      </Button>
    </Strip>
  );
}

/** A new document is the surest way to leave nothing of the view in memory. */
function leaveFor(returnTo: string): void {
  window.location.assign(safeReturn(returnTo));
}
