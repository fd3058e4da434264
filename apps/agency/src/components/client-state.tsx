import type { ClientRow } from '@foyer/contract/clients';
import { StatusBadge } from '@foyer/ui';

/** Whether the client's people can use their portal. */
export function ClientState({
  state,
  variant = 'plain',
}: {
  state: ClientRow['state'];
  variant?: 'plain' | 'pill';
}) {
  return state === 'active' ? (
    <StatusBadge tone="positive" variant={variant}>
      Active
    </StatusBadge>
  ) : (
    <StatusBadge tone="warning" variant={variant}>
      Suspended
    </StatusBadge>
  );
}
