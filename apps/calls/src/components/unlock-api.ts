import { clientBeside, type Client } from '@foyer/contract';
import type { PiiUnlockContract, UnlockScope } from '@foyer/contract/pii-unlocks';
import type { ClientOf, Transcript, CallDetail } from '@foyer/contract';
import type { Scope } from '@foyer/federation';
import { queryOptions, type QueryClient } from '@foyer/federation/query';
import { callQuery, transcriptQuery } from '../queries.ts';
import { masked } from './unlock-parts.ts';

type Asked = Pick<PiiUnlockContract, 'getCallUnlocks' | 'requestUnlock' | 'endUnlock'>;

const known = new WeakMap<Client, ClientOf<Asked>>();

/** The requests for masked words, beside the portal's client: one for each. */
export function unlockApi(api: Client): ClientOf<Asked> {
  const standing =
    known.get(api) ??
    clientBeside<Asked>(api, {
      getCallUnlocks: 'GET /api/calls/:callId/unlocks',
      requestUnlock: 'POST /api/calls/:callId/unlocks',
      endUnlock: 'POST /api/calls/:callId/unlocks/:unlockId/end',
    });
  known.set(api, standing);
  return standing;
}

const SOON = 10_000;

/** The person's own requests for a call, and whether the policy lets them ask. When they came is kept with them: what is left counts from then. */
export const unlocksQuery = (scope: Scope, callId: string) =>
  queryOptions({
    queryKey: [...callQuery(scope, callId).queryKey, 'unlocks'] as const,
    queryFn: async ({ signal }) => ({
      ...(await unlockApi(scope.api).getCallUnlocks({ params: { callId } }, { signal })),
      cameAt: Date.now(),
    }),
    staleTime: SOON,
  });

/** Takes unlocked words out of the page and out of memory, at once, whether the server can be reached or not. */
export function maskAgain(queries: QueryClient, scope: Scope, callId: string, part: UnlockScope): void {
  if (part === 'summary')
    queries.setQueryData(callQuery(scope, callId).queryKey, (call: CallDetail | undefined) =>
      call?.details?.level === 'view'
        ? { ...call, details: { ...call.details, summary: masked(call.details.summary) } }
        : call,
    );
  else
    queries.setQueryData(transcriptQuery(scope, callId).queryKey, (transcript: Transcript | undefined) =>
      transcript
        ? {
            ...transcript,
            segments: transcript.segments.map((one) => ({ ...one, parts: masked(one.parts) })),
          }
        : transcript,
    );
}
