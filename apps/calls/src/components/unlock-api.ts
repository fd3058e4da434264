import {
  clientBeside,
  type CallDetail,
  type Client,
  type ClientOf,
  type ReadableText,
  type Transcript,
} from '@foyer/contract';
import type { PiiUnlockContract, UnlockScope } from '@foyer/contract/pii-unlocks';
import type { Scope } from '@foyer/federation';
import { queryOptions, type QueryClient } from '@foyer/federation/query';
import { callQuery, transcriptQuery } from '../queries.ts';
import { countMasks, masked } from './unlock-parts.ts';

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

const keyOf = (scope: Scope, callId: string, part: UnlockScope) =>
  part === 'summary' ? callQuery(scope, callId).queryKey : transcriptQuery(scope, callId).queryKey;

/** Has a part of a call fetched anew, as it may be read now; with `later`, when it is next looked at. */
export const readAgain = (
  queries: QueryClient,
  scope: Scope,
  callId: string,
  part: UnlockScope,
  later = false,
): Promise<void> =>
  queries.invalidateQueries(
    { queryKey: keyOf(scope, callId, part), exact: true, refetchType: later ? 'none' : 'active' },
    // One that is on its way was sent after the change, as all are that rights concern.
    { cancelRefetch: false },
  );

/**
 * Takes unlocked words out of the page and out of memory, at once, whether the server can be reached or not. What is left is as old as it was.
 * Answers whether there were any.
 */
export function maskAgain(queries: QueryClient, scope: Scope, callId: string, part: UnlockScope): boolean {
  const key = keyOf(scope, callId, part);
  const state = queries.getQueryState<CallDetail | Transcript>(key);
  if (!state?.data || !textsOf(state.data).some((parts) => countMasks(parts).unlocked > 0)) return false;
  queries.setQueryData(key, withoutUnlocked(state.data), { updatedAt: state.dataUpdatedAt });
  return true;
}

const textsOf = (data: CallDetail | Transcript): readonly ReadableText[] =>
  'segments' in data ? data.segments.map(({ parts }) => parts) : data.details ? [data.details.summary] : [];

function withoutUnlocked(data: CallDetail | Transcript): CallDetail | Transcript {
  if ('segments' in data)
    return { ...data, segments: data.segments.map((one) => ({ ...one, parts: masked(one.parts) })) };
  if (data.details?.level !== 'view') return data;
  return { ...data, details: { ...data.details, summary: masked(data.details.summary) } };
}
