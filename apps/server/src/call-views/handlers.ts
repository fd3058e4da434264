import { allows, searchAllowed, type Decision } from '@foyer/access';
import type { CallColumnName } from '@foyer/contract';
import { MOST_VIEWS, textOfView, type CallView, type CallViewContract } from '@foyer/contract/call-views';
import { record, whoOf } from '../audit/record.ts';
import { hasCallerWord } from '../calls/caller-words.ts';
import type { TenantDb } from '../db/database.ts';
import type { HandlerContext, Handlers } from '../platform/endpoint-handler.ts';
import { denied, invalid, problem, stale } from '../platform/problem.ts';

type ViewName = keyof CallViewContract;
type Context = Pick<
  HandlerContext<CallViewContract[ViewName]>,
  'db' | 'decisions' | 'request' | 'session' | 'subject' | 'tenant'
>;

/** What is saved of a view. */
interface Parts {
  readonly name: string;
  readonly search: string;
  readonly columns: readonly CallColumnName[] | null;
  readonly shared: boolean;
}

export const callViewHandlers: Handlers<ViewName> = {
  listCallViews: async (context) => {
    const rows = await visible(context).orderBy('name').orderBy('id').execute();
    return { items: await answersOf(rows, context), mayShare: maySettle(context) };
  },

  addCallView: async (context) => {
    const { db, deps, input, subject, tenant } = context;
    const { key, ...parts } = input.body;
    if (parts.shared) await requireSharable(parts, context);
    const own = await ownViews(db, tenant.clientId, subject.userId).execute();
    const first = own.find((row) => row.key === key);
    if (first) return answerOf(first, context);
    if (own.length >= MOST_VIEWS)
      throw problem('conflict', { detail: `You have ${MOST_VIEWS} views. Delete one that you don’t need.` });
    const row = await db
      .insertInto('call_views')
      .values({
        tenant_id: tenant.clientId,
        id: deps.newId(),
        owner_id: subject.userId,
        key,
        name: parts.name,
        search: parts.search,
        columns: parts.columns && [...parts.columns],
        shared: parts.shared,
        saw_caller: allows(context.decisions.caller_details),
        created_at: deps.clock.now(),
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'owner_id', 'key']).doNothing())
      .returningAll()
      .executeTakeFirst();
    // Sent twice at the same time: the first one's stands.
    if (!row)
      return answerOf(
        await ownViews(db, tenant.clientId, subject.userId).where('key', '=', key).executeTakeFirstOrThrow(),
        context,
      );
    await note(context, 'call_view.saved', row);
    return answerOf(row, context);
  },

  saveCallView: async (context) => {
    const { db, input, tenant } = context;
    const before = await editable(context, input.params.viewId);
    const { version, ...parts } = input.body;
    if (parts.shared) await requireSharable(parts, context);
    if (before.version !== version) throw stale(await answerOf(before, context));
    const after = await db
      .updateTable('call_views')
      .set({
        ...parts,
        columns: parts.columns && [...parts.columns],
        saw_caller: allows(context.decisions.caller_details),
        version: version + 1,
      })
      .where('tenant_id', '=', tenant.clientId)
      .where('id', '=', before.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await note(context, 'call_view.saved', after, before);
    return answerOf(after, context);
  },

  deleteCallView: async (context) => {
    const { db, input, tenant } = context;
    const row = await editable(context, input.params.viewId);
    await db
      .deleteFrom('call_views')
      .where('tenant_id', '=', tenant.clientId)
      .where('id', '=', row.id)
      .execute();
    await note(context, 'call_view.deleted', row);
  },
};

type ViewRow = Awaited<ReturnType<ReturnType<typeof ownViews>['executeTakeFirstOrThrow']>>;

const ownViews = (db: TenantDb, clientId: string, personId: string) =>
  db.selectFrom('call_views').selectAll().where('tenant_id', '=', clientId).where('owner_id', '=', personId);

/** The views that there are for somebody: their own, and what is shared. Whoever looks as a role has none of their own there. */
const visible = ({ db, session, subject, tenant }: Context) =>
  db
    .selectFrom('call_views')
    .selectAll()
    .where('tenant_id', '=', tenant.clientId)
    .where((where) =>
      where.or([
        where('shared', '=', true),
        ...(session.viewAs && !session.viewAs.person ? [] : [where('owner_id', '=', subject.userId)]),
      ]),
    );

/**
 * A view that may be changed, held until the transaction ends.
 * @throws not_found, alike for one that isn't there, another client's and somebody else's own; denied for a shared one that isn't theirs to change
 */
async function editable(context: Context, viewId: string): Promise<ViewRow> {
  const row = await visible(context).where('id', '=', viewId).forUpdate().executeTakeFirst();
  if (!row) throw problem('not_found');
  if (row.shared && !maySettle(context)) throw denied(context.decisions.settings_tenant);
  return row;
}

/** Whoever may change the client's own settings decides what all of its people find. */
const maySettle = ({ decisions }: Context): boolean => allows(decisions.settings_tenant, 'edit');

/** Nobody's right: as somebody who may not see caller details. */
const WITHOUT_CALLERS: Decision = { level: 'none', denials: [] };

/** @throws denied for who may share nothing; 422 for what could tell somebody without caller details of a caller */
async function requireSharable({ name, search }: Parts, context: Context): Promise<void> {
  if (!maySettle(context)) throw denied(context.decisions.settings_tenant);
  if (await tellsOfCallers(name, context))
    throw invalid(
      'body.name',
      'This could be a caller’s name, number, address or birthday. Everybody would read it: choose another name.',
    );
  if (await tellsOfCallers(textOfView(search) ?? '', context))
    throw invalid(
      'body.search',
      'The search could be for a caller’s name, number, address or birthday. Everybody would read it: take it out before you share the view.',
    );
}

const callsOf = ({ subject, tenant }: Context) => ({
  clientId: tenant.clientId,
  projects: subject.projectIds,
});

/** Whether a text could tell somebody of a caller. Whether a word is a caller's name is said to those alone who may know. */
const tellsOfCallers = async (text: string, context: Context): Promise<boolean> =>
  !allows(searchAllowed(WITHOUT_CALLERS, text)) ||
  (allows(context.decisions.caller_details) && (await hasCallerWord(context.db, callsOf(context), text)));

async function answerOf(row: ViewRow, context: Context): Promise<CallView> {
  const [answer] = await answersOf([row], context);
  return answer!;
}

/**
 * Views as their reader may have them: what was searched for only as far as the reader may search for it, too, and of an agent that isn't one of their
 * projects' not even that there is one.
 */
async function answersOf(rows: readonly ViewRow[], context: Context): Promise<CallView[]> {
  const { caller_details } = context.decisions;
  const agents = await agentsInScope(rows, context);
  const told = await oldKnowledge(rows, context);
  return rows.map((row) => {
    const search = new URLSearchParams(row.search);
    const agent = search.get('agent');
    const closed = {
      text:
        !allows(searchAllowed(caller_details, textOfView(row.search) ?? '')) ||
        told.has(textOfView(row.search)),
      agent: agent !== null && !agents.has(agent),
    };
    const withheld = (['text', 'agent'] as const).filter((name) => closed[name]);
    for (const name of withheld) search.delete(name);
    return {
      id: row.id,
      name: allows(searchAllowed(caller_details, row.name)) && !told.has(row.name) ? row.name : 'Saved view',
      search: search.toString(),
      columns: row.columns,
      shared: row.shared,
      own: row.owner_id === context.subject.userId,
      mayEdit: row.shared ? maySettle(context) : row.owner_id === context.subject.userId,
      withheld,
      version: row.version,
    };
  });
}

/** Texts of their own views that have a caller's name from when their owner might see it, and may no longer. */
async function oldKnowledge(
  rows: readonly ViewRow[],
  context: Context,
): Promise<ReadonlySet<string | undefined>> {
  const { db, decisions, subject } = context;
  const told = new Set<string | undefined>();
  if (allows(decisions.caller_details)) return told;
  const known = rows.filter((row) => row.saw_caller && !row.shared && row.owner_id === subject.userId);
  for (const text of known.flatMap(({ name, search }) => [name, textOfView(search) ?? '']))
    if (text !== '' && (await hasCallerWord(db, callsOf(context), text))) told.add(text);
  return told;
}

/** Which of the agents that views are narrowed to are of the reader's projects. */
async function agentsInScope(
  rows: readonly ViewRow[],
  { db, subject, tenant }: Context,
): Promise<ReadonlySet<string>> {
  const named = rows.flatMap(({ search }) => new URLSearchParams(search).get('agent') ?? []);
  if (named.length === 0) return new Set();
  const agents = await db
    .selectFrom('agents')
    .select(['id', 'project_id'])
    .where('tenant_id', '=', tenant.clientId)
    .where('id', 'in', [...new Set(named)])
    .execute();
  const { projectIds } = subject;
  return new Set(
    agents
      .filter(({ project_id }) => projectIds === 'all' || projectIds.includes(project_id))
      .map(({ id }) => id),
  );
}

/** What concerns everybody, and what the agency does in a client's portal. Of what is somebody's own, the log has no word. */
async function note(
  context: Context,
  action: 'call_view.saved' | 'call_view.deleted',
  row: ViewRow,
  before?: ViewRow,
): Promise<void> {
  const { db, request, session, subject, tenant } = context;
  const shared = row.shared || before?.shared === true;
  if (!shared && session.mode !== 'full_access') return;
  await record(db, whoOf(session, request), {
    chain: { agencyId: subject.agencyId, clientId: tenant.clientId },
    action,
    target: { kind: 'call_view', id: row.id, label: row.shared ? row.name : 'A saved view' },
    ...(before && { before: { shared: before.shared, version: before.version } }),
    after: { shared: row.shared, version: row.version },
    outcome: 'done',
  });
}
