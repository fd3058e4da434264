import type { CallNoteContract } from '@foyer/contract/call-notes';
import { record, whoOf } from '../audit/record.ts';
import { callReader } from '../calls/call-reader.ts';
import { readCall } from '../calls/read-calls.ts';
import type { HandlerContext, Handlers } from '../platform/endpoint-handler.ts';
import { stale } from '../platform/problem.ts';
import type { KnownCaller } from '../ingest/spans/span-detector.ts';
import { tellsOf } from './caller-spans.ts';
import { callerOf } from './read-call-words.ts';
import {
  distinctTags,
  fitTags,
  knownTags,
  refuseTooMany,
  retagged,
  versionOfTags,
  writeTags,
} from './tags.ts';

export const tagHandlers: Handlers<'tagCalls' | 'getKnownTags' | 'getCallTags' | 'saveCallTags'> = {
  tagCalls: async (context) => {
    const { db, input, tenant } = context;
    const reader = readerOf(context);
    const { ids, add, remove } = input.body;
    const wanted = [...new Set(ids)];
    const { projects } = reader;
    const none = projects !== 'all' && projects.length === 0;
    const calls = none
      ? []
      : await db
          .selectFrom('calls')
          .select(['id', 'tags', 'caller_name', 'caller_number'])
          .where('tenant_id', '=', reader.clientId)
          .where('id', 'in', wanted)
          .$if(projects !== 'all', (query) => query.where('project_id', 'in', projects as readonly string[]))
          .orderBy('id')
          .forUpdate()
          .execute();
    const added = await fitTags(db, reader, distinctTags(add), calls.map(callerOf), 'body.add');
    const others = calls
      .map(({ tags, ...call }) => ({ call, before: tags, tags: retagged(tags, added, remove) }))
      .filter(({ before, tags }) => JSON.stringify(before) !== JSON.stringify(tags));
    const changed = others.map(({ call, tags }) => ({ id: call.id, tags }));
    const removed = distinctTags(
      others.flatMap(({ call, before, tags }) =>
        harmless(
          before.filter((tag) => !tags.includes(tag)),
          callerOf(call),
        ),
      ),
    );
    for (const { tags } of changed) refuseTooMany(tags, 'body.add');
    await writeTags(db, reader.clientId, changed);
    if (changed.length > 0)
      await record(db, whoOf(context.session, context.request), {
        chain: tenant,
        action: 'call.tags_changed',
        target: {
          kind: changed.length === 1 ? 'call' : 'calls',
          id: changed.length === 1 ? changed[0]!.id : context.request.requestId,
          label: changed.length === 1 ? 'Tags of a call' : `Tags of ${changed.length} calls`,
        },
        after: { added, removed, calls: changed.length },
        outcome: 'done',
      });
    return { changed, missing: wanted.length - calls.length };
  },

  getKnownTags: async (context) => {
    const reader = readerOf(context);
    return { tags: await knownTags(context.db, reader), mayAddNew: reader.details === 'view' };
  },

  getCallTags: async (context) => {
    const { tags } = await readCall(context.db, readerOf(context), context.input.params.callId);
    return { tags, version: await versionOfTags(tags) };
  },

  saveCallTags: async (context) => {
    const { db, input, tenant } = context;
    const reader = readerOf(context);
    const { callId } = input.params;
    await db
      .selectFrom('calls')
      .select('id')
      .where('tenant_id', '=', reader.clientId)
      .where('id', '=', callId)
      .forUpdate()
      .execute();
    const call = await readCall(db, reader, callId);
    const { version, tags: wanted } = input.body;
    const current = { tags: call.tags, version: await versionOfTags(call.tags) };
    if (version !== current.version) throw stale(current);
    const asked = distinctTags(wanted);
    const added = retagged([], asked, call.tags);
    const fit = await fitTags(db, reader, added, [callerOf(call)], 'body.tags');
    const removed = retagged(call.tags, [], asked);
    const tags = retagged(call.tags, fit, removed);
    if (added.length === 0 && removed.length === 0) return current;
    await writeTags(db, reader.clientId, [{ id: callId, tags }]);
    await record(db, whoOf(context.session, context.request), {
      chain: tenant,
      action: 'call.tags_changed',
      target: { kind: 'call', id: callId, label: 'Tags of a call' },
      after: { added: fit, removed: harmless(removed, callerOf(call)), calls: 1 },
      outcome: 'done',
    });
    return { tags, version: await versionOfTags(tags) };
  },
};

/** Of the tags that were taken off, those that the log may have: a platform may have sent one that tells of the caller. */
const harmless = (tags: readonly string[], caller: KnownCaller): string[] =>
  tags.filter((tag) => !tellsOf(tag, caller));

type TagContext = HandlerContext<
  CallNoteContract['tagCalls' | 'getKnownTags' | 'getCallTags' | 'saveCallTags']
>;

const readerOf = ({ subject, tenant, decisions }: TagContext) => callReader(subject, tenant, decisions);
