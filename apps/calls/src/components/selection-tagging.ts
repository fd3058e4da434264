import { clientBeside, type Client, type ClientOf, type RoutesOf } from '@foyer/contract';
import type { CallNoteContract } from '@foyer/contract/call-notes';
import type { Scope } from '@foyer/federation';
import { queryOptions, type QueryClient } from '@foyer/federation/query';
import type { CallPage } from '../queries.ts';

type TagContract = Pick<CallNoteContract, 'tagCalls' | 'getKnownTags'>;

const ROUTES: RoutesOf<TagContract> = {
  tagCalls: 'POST /api/calls/tags',
  getKnownTags: 'GET /api/calls/tags',
};

const clients = new WeakMap<Client, ClientOf<TagContract>>();

/** The endpoints of tags, asked as `api` asks. */
export function tagApi(api: Client): ClientOf<TagContract> {
  const made = clients.get(api) ?? clientBeside<TagContract>(api, ROUTES);
  clients.set(api, made);
  return made;
}

const keyOf = ({ clientId, projectId }: Scope, ...rest: readonly unknown[]) =>
  ['calls', { clientId, projectId }, ...rest] as const;

/** The tags that are suggested. */
export const knownTagsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: keyOf(scope, 'known-tags'),
    queryFn: ({ signal }) => tagApi(scope.api).getKnownTags({}, { signal }),
    staleTime: 60_000,
  });

/** The tags that calls have now, by id. */
export type TagsNow = ReadonlyMap<string, readonly string[]>;

/** Puts them into the list as it stands, without a row moving for it, and has what else is known of these calls asked for again. */
export function settleTags(client: QueryClient, scope: Scope, now: TagsNow): void {
  client.setQueriesData<CallPage>({ queryKey: keyOf(scope, 'page') }, (page) => page && retagged(page, now));
  const about = new Set(['call', 'known-tags', 'call-tags']);
  void client.invalidateQueries({
    queryKey: keyOf(scope),
    predicate: ({ queryKey }) => about.has(String(queryKey[2])),
  });
}

/** The page with these tags; the same where it has none of the calls. */
export function retagged(page: CallPage, now: TagsNow): CallPage {
  if (!page.items.some(({ id }) => now.has(id))) return page;
  const items = page.items.map((call) => {
    const tags = now.get(call.id);
    return tags && call.details ? { ...call, details: { ...call.details, tags: [...tags] } } : call;
  });
  return { ...page, items };
}

/** One tag that calls get or lose. */
export type TagChange = Readonly<{ tag: string; adds: boolean }>;

/** Which calls are other than before by one change, so that it can be undone for exactly these. */
export type Tagged = Readonly<{ change: TagChange; ids: readonly string[] }>;

/** Calls that are tagged with one request: few enough that progress is seen. */
const AT_ONCE = 100;

export type TagWork = Readonly<{
  tagged: readonly Tagged[];
  now: TagsNow;
  missing: number;
  failed: unknown;
}>;

/**
 * Makes the changes, call by call in batches; `told` hears the share that is done, from 0 to 1. Stops where one fails: what was done until then
 * is in the answer, as is why it stopped.
 */
export async function tagAll(
  send: ClientOf<TagContract>['tagCalls'],
  work: readonly Tagged[],
  told: (share: number) => void,
): Promise<TagWork> {
  const whole = work.reduce((sum, { ids }) => sum + ids.length, 0);
  const tagged: Tagged[] = [];
  const now = new Map<string, readonly string[]>();
  let done = 0;
  let missing = 0;
  for (const { change, ids } of work) {
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const batch = ids.slice(from, from + AT_ONCE);
      const words = change.adds ? { add: [change.tag] } : { remove: [change.tag] };
      try {
        // One after another, so that what fails leaves the rest untouched.
        const answer = await send({ body: { ids: [...batch], ...words } });
        missing = Math.max(missing, answer.missing);
        for (const { id, tags } of answer.changed) now.set(id, tags);
        tagged.push({ change, ids: answer.changed.map(({ id }) => id) });
      } catch (failed) {
        return { tagged, now, missing, failed };
      }
      done += batch.length;
      told(done / whole);
    }
  }
  return { tagged, now, missing, failed: null };
}

/** What takes it back. */
export const undoing = (tagged: readonly Tagged[]): readonly Tagged[] =>
  tagged
    .filter(({ ids }) => ids.length > 0)
    .map(({ change, ids }) => ({ change: { ...change, adds: !change.adds }, ids }));
