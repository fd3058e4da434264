import type { CallListItem } from '@foyer/contract';
import { PhoneIncoming, PhoneOutgoing, RelativeTime, styled, token, VisuallyHidden } from '@foyer/ui';
import { CallStatusBadge } from './badges.tsx';
import { CallDuration } from './call-duration.tsx';
import { CallDate, callerInWords } from './call-columns.tsx';
import { DIRECTION_WORDS } from './words.ts';

const Line = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minWidth: 0,
  lineHeight: '21px',
  whiteSpace: 'nowrap',
});
const grow = { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' } as const;
const Main = styled('span')({ ...grow, fontSize: '0.875rem', fontWeight: 500, color: token.text1 });
const Rest = styled('span')({
  ...grow,
  color: token.text3,
  '& > svg': { verticalAlign: '-2px', marginInlineEnd: 6 },
});

/** A call in two lines: who and when, then with which agent, how long and how it ended. */
export function CallRowNarrow({
  call,
  time,
}: Readonly<{ call: CallListItem; time: 'relative' | 'absolute' }>) {
  const who = callerInWords(call);
  const Icon = call.direction === 'inbound' ? PhoneIncoming : PhoneOutgoing;
  return (
    <>
      <Line>
        <Main>{who ?? call.agent.label}</Main>
        {time === 'absolute' ? <CallDate call={call} /> : <RelativeTime value={call.startedAt} />}
      </Line>
      <Line>
        <Rest>
          <Icon size={13} aria-hidden="true" />
          <VisuallyHidden>{DIRECTION_WORDS[call.direction]}, </VisuallyHidden>
          {who ? `${call.agent.label} · ` : ''}
          <CallDuration call={call} />
        </Rest>
        <CallStatusBadge status={call.status} />
      </Line>
    </>
  );
}
