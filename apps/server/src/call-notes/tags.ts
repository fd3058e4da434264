import { MOST_TAGS } from '@foyer/contract';
import { sql } from 'kysely';
import type { CallReader } from '../calls/call-reader.ts';
import type { TenantDb } from '../db/database.ts';
import type { KnownCaller } from '../ingest/spans/span-detector.ts';
import { invalid } from '../platform/problem.ts';
import { callerSpans, looksLikeCallers, tellsOf } from './caller-spans.ts';
import { callerOf } from './read-call-words.ts';

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
const has = (tags: readonly string[], tag: string): boolean => tags.some((one) => same(one, tag));

/** The tags without those that differ from an earlier one by their case alone. */
export const distinctTags = (tags: readonly string[]): string[] =>
  tags.filter((tag, index) => !has(tags.slice(0, index), tag));

/** Tags with others added and some removed. */
export const retagged = (
  tags: readonly string[],
  add: readonly string[],
  remove: readonly string[],
): string[] => [
  ...tags.filter((tag) => !has(remove, tag)),
  ...add.filter((tag) => !has(tags, tag) && !has(remove, tag)),
];

/** Tells a call's tags from any others. */
export async function versionOfTags(tags: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(tags));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.slice(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What is suggested to a reader, by name: nothing that could be a caller's, though a platform may have sent it as a tag. */
export async function knownTags(
  db: TenantDb,
  { clientId, projects }: Pick<CallReader, 'clientId' | 'projects'>,
): Promise<string[]> {
  if (projects !== 'all' && projects.length === 0) return [];
  const rows = await db
    .selectFrom('project_tags')
    .select('tag')
    .distinct()
    .where('tenant_id', '=', clientId)
    .$if(projects !== 'all', (query) => query.where('project_id', 'in', projects as readonly string[]))
    .orderBy('tag')
    .limit(1_000)
    .execute();
  return rows.map(({ tag }) => tag).filter((tag) => !looksLikeCallers(tag));
}

/**
 * The tags that are to be added, in the spelling that is known, if none of them could tell of the callers of these calls. Who may not see caller
 * details is never told whether a word is the caller's name: they have the tags to choose from that there are.
 * @throws invalid at `field`, with words.
 */
export async function fitTags(
  db: TenantDb,
  reader: CallReader,
  added: readonly string[],
  callers: readonly KnownCaller[],
  field: string,
): Promise<string[]> {
  if (added.length === 0) return [];
  const known = await knownTags(db, reader);
  return added.map((tag) => {
    const standing = known.find((one) => same(one, tag));
    if (reader.details !== 'view') {
      if (standing === undefined)
        throw invalid(
          field,
          `“${tag}” isn’t one of your company’s tags. With your role you can use those that there are; an admin or manager can add new ones.`,
        );
      return standing;
    }
    if (looksLikeCallers(tag))
      throw invalid(
        field,
        `“${tag}” could be a phone number, an e-mail address or a date of birth. Everybody who may open the call reads its tags, so leave that out.`,
      );
    if (callers.some((caller) => callerSpans(tag, caller).length > 0))
      throw invalid(
        field,
        `“${tag}” has the caller’s name in it. Everybody who may open the call reads its tags, so leave that out.`,
      );
    return standing ?? tag;
  });
}

/** @throws invalid at `field` where a call would have too many. */
export function refuseTooMany(tags: readonly string[], field: string): void {
  if (tags.length > MOST_TAGS)
    throw invalid(field, `A call has at most ${MOST_TAGS} tags. Remove some first.`);
}

export interface TaggedCall {
  readonly id: string;
  readonly tags: readonly string[];
}

/** Writes the tags of calls, and announces the calls as changed. */
export async function writeTags(db: TenantDb, clientId: string, calls: readonly TaggedCall[]): Promise<void> {
  if (calls.length === 0) return;
  await sql`
    update calls c set tags = g.tags
    from json_to_recordset(${JSON.stringify(calls)}::json) as g(id uuid, tags text[])
    where c.tenant_id = ${clientId}::uuid and c.id = g.id`.execute(db);
}

/** Takes off these calls, and out of what is suggested, the tags that tell of a caller as the call's is known by now. */
export async function dropTellingTags(db: TenantDb, clientId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const tagged = await db
    .selectFrom('calls')
    .select(['id', 'project_id', 'tags', 'caller_name', 'caller_number'])
    .where('tenant_id', '=', clientId)
    .where('id', 'in', ids)
    .where(sql<boolean>`cardinality(tags) > 0`)
    .execute();
  const telling = tagged
    .map(({ tags, ...call }) => ({
      ...call,
      kept: tags.filter((tag) => !tellsOf(tag, callerOf(call))),
      dropped: tags.filter((tag) => tellsOf(tag, callerOf(call))),
    }))
    .filter(({ dropped }) => dropped.length > 0);
  await writeTags(
    db,
    clientId,
    telling.map(({ id, kept }) => ({ id, tags: kept })),
  );
  for (const { project_id, dropped } of telling)
    await db
      .deleteFrom('project_tags')
      .where('tenant_id', '=', clientId)
      .where('project_id', '=', project_id)
      .where('tag', 'in', dropped)
      .execute();
}
