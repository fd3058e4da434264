import { allows, capabilityLabel } from '@foyer/access';
import type { OwnRequest } from '@foyer/contract/access-requests';
import type { UnlockDecision } from '@foyer/contract/pii-unlocks';
import type { Session } from '@foyer/contract';
import { formatDateTime, toast } from '@foyer/ui';
import { ownRequestsQuery, requests, unlocks } from '../access-requests/requests.ts';
import { queryClient, SESSION_KEY } from '../session/api.ts';
import { onSession } from './on-session.ts';

let telling = false;

/** Tells a person what their agency has decided on what they asked for, once. */
export function tellDecisions(): void {
  onSession((session) => void tell(session));
}

async function tell({ news, mode, decisions, timeZone }: Session): Promise<void> {
  // Whoever looks through other eyes doesn't take the answer away.
  if (news === 0 || mode !== 'own' || telling) return;
  telling = true;
  try {
    const { items } = await requests.listOwnRequests();
    for (const request of items.filter(({ state, told }) => state !== 'open' && !told)) {
      toast(words(request), { duration: 0, dismiss: { label: 'Close', onClick: () => undefined } });
      await requests.seeDecision({ params: { requestId: request.id } });
    }
    if (allows(decisions.pii_unlock))
      for (const unlock of (await unlocks.listUnlockDecisions()).items) {
        // It stands at its place, too.
        toast(unlockWords(unlock, timeZone), {
          duration: 12_000,
          dismiss: { label: 'Close', onClick: () => undefined },
        });
        await unlocks.seeUnlockDecision({ params: { unlockId: unlock.id } });
      }
    await queryClient.invalidateQueries({ queryKey: ownRequestsQuery.queryKey });
    await queryClient.invalidateQueries({ queryKey: SESSION_KEY });
  } catch {
    // It is told with the next session.
  } finally {
    telling = false;
  }
}

const words = ({ state, capability, reason }: OwnRequest): string =>
  state === 'granted'
    ? `Your agency has opened ${capabilityLabel(capability)} to you, as you asked.`
    : `Your agency declined your request for ${capabilityLabel(capability)}: ${reason}`;

function unlockWords({ state, scope, call, reason }: UnlockDecision, timeZone: string): string {
  const part = scope === 'summary' ? 'summary' : 'transcript';
  const of = `the ${part} of the call of ${formatDateTime(call.startedAt, { timeZone })} with ${call.agent}`;
  return state === 'approved'
    ? `Your agency approved your request: for 24 hours you see the masked details in ${of}.`
    : `Your agency declined to unlock the masked details in ${of}: ${reason}`;
}
