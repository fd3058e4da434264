import { allows, decide } from '@foyer/access';
import { derivedKey } from '../auth/signed-cookie.ts';
import type { Handlers } from '../platform/endpoint-handler.ts';
import { invalid } from '../platform/problem.ts';
import { readRecording, recordingFacts } from '../media/recording-facts.ts';
import { callDetail, listItem } from './call-answers.ts';
import { criteriaOf, orderOf } from './call-criteria.ts';
import { callReader, refuseHiddenCriteria } from './call-reader.ts';
import { COUNT_CAP, countCalls, findCalls } from './find-calls.ts';
import { readCursor, writeCursor } from './list-cursor.ts';
import { heldUnlock, noteView } from '../pii-unlocks/served-views.ts';
import { maskText, unlockText } from './masked-text.ts';
import { readCall, readCalls } from './read-calls.ts';
import { readHits } from './search-hit.ts';

export const callHandlers: Handlers<
  'listCalls' | 'countCalls' | 'getCallFilters' | 'getCall' | 'getTranscript'
> = {
  listCalls: async ({ input, session, subject, tenant, decisions, db, deps }) => {
    const { sort, limit, cursor, ...filters } = input.query;
    const reader = callReader(subject, tenant, decisions);
    refuseHiddenCriteria(filters, sort, decisions);
    const criteria = criteriaOf(filters, reader, timeZoneOf(session));
    const list = JSON.stringify([criteria, sort, reader.details]);
    const key = await derivedKey(deps.secret, 'list-cursor');
    const after = cursor === undefined ? null : await readCursor(cursor, list, key);
    if (cursor !== undefined && after === null) {
      throw invalid('query.cursor', 'This is not where a page of this list ended. Start at the first page.');
    }
    const found = await findCalls(db, criteria, orderOf(sort), after, limit + 1);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const ids = page.map(({ id }) => id);
    const calls = await readCalls(db, reader.clientId, ids);
    const hits = filters.text === undefined ? undefined : await readHits(db, reader, ids, filters.text);
    const now = deps.clock.now();
    return {
      items: calls.map((call) => listItem(call, reader, now, hits?.get(call.id))),
      nextCursor: last ? await writeCursor(last, list, key) : null,
    };
  },

  countCalls: async ({ input, session, subject, tenant, decisions, db }) => {
    const filters = input.query;
    const reader = callReader(subject, tenant, decisions);
    refuseHiddenCriteria(filters, null, decisions);
    const count = await countCalls(db, criteriaOf(filters, reader, timeZoneOf(session)));
    return { count: Math.min(count, COUNT_CAP), capped: count > COUNT_CAP };
  },

  getCallFilters: async ({ subject, tenant, decisions, db }) => {
    const { clientId, projects } = callReader(subject, tenant, decisions);
    const agents = await db
      .selectFrom('agents')
      .select(['id', 'name as label', 'project_id'])
      .where('tenant_id', '=', clientId)
      // Who may not see agents knows those of their calls, and no other.
      .$if(!allows(decisions.agents), (query) =>
        query.where(({ exists, selectFrom }) =>
          exists(
            selectFrom('call_lanes')
              .select('call_lanes.agent_id')
              .whereRef('call_lanes.tenant_id', '=', 'agents.tenant_id')
              .whereRef('call_lanes.agent_id', '=', 'agents.id'),
          ),
        ),
      )
      .orderBy('name')
      .orderBy('id')
      .execute();
    const mine = agents.filter(({ project_id }) => projects === 'all' || projects.includes(project_id));
    return { agents: mine.map(({ id, label }) => ({ id, label })) };
  },

  getCall: async (context) => {
    const { input, subject, tenant, decisions, db, deps } = context;
    const reader = callReader(subject, tenant, decisions);
    const call = await readCall(db, reader, input.params.callId);
    const now = deps.clock.now();
    if (reader.details === 'none') {
      // What became of the recording belongs to the details: only what closes every recording is told.
      const { recording_playback: playback, recording_download: download } = decisions;
      return callDetail(
        call,
        reader,
        { summary: '', summarySpans: [], unlocked: false, playback, download, media: undefined },
        now,
      );
    }
    const text = await db
      .selectFrom('call_texts')
      .select(['summary', 'summary_spans'])
      .where('tenant_id', '=', reader.clientId)
      .where('call_id', '=', call.id)
      .executeTakeFirst();
    const recording = await readRecording(db, reader.clientId, call.id);
    const resource = recordingFacts(reader.clientId, call, recording, now);
    const unlock = await heldUnlock(context, call, 'summary');
    if (unlock) await noteView(context, unlock);
    return callDetail(
      call,
      reader,
      {
        summary: text?.summary ?? '',
        summarySpans: text?.summary_spans ?? [],
        unlocked: unlock !== null,
        playback: decide(subject, 'recording_playback', { tenant, resource }),
        download: decide(subject, 'recording_download', { tenant, resource }),
        media: resource.media ?? 'none',
      },
      now,
    );
  },

  getTranscript: async (context) => {
    const { input, subject, tenant, decisions, db } = context;
    const reader = callReader(subject, tenant, decisions);
    const call = await readCall(db, reader, input.params.callId);
    const text = await db
      .selectFrom('call_texts')
      .select('segments')
      .where('tenant_id', '=', reader.clientId)
      .where('call_id', '=', call.id)
      .executeTakeFirst();
    const unlock = await heldUnlock(context, call, 'transcript');
    if (unlock) await noteView(context, unlock);
    return {
      segments: (text?.segments ?? []).map(({ id, speaker, startMs, endMs, text: said, spans }) => ({
        id,
        speaker,
        startMs,
        endMs,
        parts: unlock ? unlockText(said, spans) : maskText(said, spans, reader.details === 'view'),
      })),
    };
  },
};

/** The zone in which days are the client's. */
export const timeZoneOf = (session: { readonly client: { readonly timeZone: string } | null }): string =>
  session.client?.timeZone ?? 'UTC';
