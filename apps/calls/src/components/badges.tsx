import type { CallDirection, CallStatus } from '@foyer/contract';
import { PhoneIncoming, PhoneOutgoing, StatusBadge, styled, token, type Tone } from '@foyer/ui';
import { DIRECTION_WORDS, STATUS_WORDS } from './words.ts';

const STATUS_TONES: Readonly<Record<CallStatus, Tone>> = {
  in_progress: 'accent',
  completed: 'positive',
  missed: 'warning',
  voicemail: 'info',
  transferred: 'neutral',
  failed: 'negative',
};

type Variant = 'plain' | 'pill';

export function CallStatusBadge({ status, variant = 'plain' }: { status: CallStatus; variant?: Variant }) {
  return (
    <StatusBadge
      tone={STATUS_TONES[status]}
      variant={variant}
      {...(status === 'in_progress' ? { shape: 'pulse' } : {})}
    >
      {STATUS_WORDS[status]}
    </StatusBadge>
  );
}

const Quiet = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  minWidth: 0,
  '& > svg': { flex: 'none', color: token.text3 },
});

/** Which way the call went; an arrow points the same way in every language, the word says it. */
export function DirectionMark({ direction }: { direction: CallDirection }) {
  const Icon = direction === 'inbound' ? PhoneIncoming : PhoneOutgoing;
  return (
    <Quiet>
      <Icon size={14} aria-hidden="true" />
      {DIRECTION_WORDS[direction]}
    </Quiet>
  );
}
