import type { AgentStatus as Status } from '@foyer/contract';
import { StatusBadge, type StatusShape, type Tone } from '@foyer/ui';

const STATUSES: Readonly<Record<Status, { word: string; tone: Tone; shape: StatusShape }>> = {
  live: { word: 'Live', tone: 'positive', shape: 'dot' },
  paused: { word: 'Paused', tone: 'warning', shape: 'half' },
  draft: { word: 'Draft', tone: 'neutral', shape: 'ring' },
};

/** Whether the agent answers calls. */
export function AgentStatus({ status, variant = 'plain' }: { status: Status; variant?: 'plain' | 'pill' }) {
  const { word, tone, shape } = STATUSES[status];
  return (
    <StatusBadge tone={tone} shape={shape} variant={variant}>
      {word}
    </StatusBadge>
  );
}
