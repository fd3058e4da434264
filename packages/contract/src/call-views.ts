import { z } from './zod.ts';
import { CALL_COLUMNS, CALL_SORTS, callFiltersSchema } from './calls.ts';
import { endpoint } from './endpoint.ts';
import { idSchema } from './values.ts';

/** Views of one person at one client at most, and views that a client shares at most. */
export const MOST_VIEWS = 50;

/** Filters and order of a view. The project isn't among them: it is chosen for the whole portal. */
const searchParts = callFiltersSchema.omit({ project: true }).extend({ sort: z.enum(CALL_SORTS).optional() });

/** The words searched for in a view's filters; undefined where there are none. */
export const textOfView = (search: string): string | undefined =>
  new URLSearchParams(search).get('text') ?? undefined;

/**
 * Filters and order as the list's address has them, without the question mark: `status=missed&sort=-duration`. In any order; nothing that the
 * list doesn't know, and each name once.
 */
const searchSchema = z
  .string()
  .max(3_000)
  .refine((search) => {
    const pairs = [...new URLSearchParams(search)];
    const named = Object.fromEntries(pairs);
    return Object.keys(named).length === pairs.length && searchParts.safeParse(named).success;
  }, 'Give filters and an order as the list of calls has them.');

const columnsSchema = z
  .array(z.enum(CALL_COLUMNS))
  .min(1)
  .max(CALL_COLUMNS.length)
  .refine((columns) => new Set(columns).size === columns.length, 'Give each column once.')
  .nullable();

const viewParts = {
  name: z.string().trim().min(1, 'Give the view a name.').max(60, 'A name has at most 60 characters.'),
  search: searchSchema,
  /** In their order; null: the usual ones. */
  columns: columnsSchema,
  /** With everybody of the client who may see calls. */
  shared: z.boolean(),
};

/** A list of calls that somebody saved: its name, what it is narrowed to, its order and its columns. */
export const callViewSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  /** As it was saved, but for what is `withheld`. */
  search: z.string(),
  columns: z.array(z.enum(CALL_COLUMNS)).nullable(),
  shared: z.boolean(),
  /** Whether the reader saved it. */
  own: z.boolean(),
  /** Whether the reader may change, share and delete it. */
  mayEdit: z.boolean(),
  /** What its reader isn't told: words that they may not search for, and an agent that isn't one of their projects'. */
  withheld: z.array(z.enum(['text', 'agent'])),
  version: z.number().int(),
});

export type CallView = z.infer<typeof callViewSchema>;

const viewParams = z.strictObject({ viewId: idSchema });

/** Saved views of the list of calls. Sharing, and changing what is shared, needs to edit `settings_tenant`, too. */
export const callViewEndpoints = {
  listCallViews: endpoint({
    method: 'GET',
    path: '/api/call-views',
    needs: 'calls',
    summary: 'The person’s own views and those that the client shares, by name.',
    answers: {
      json: z.strictObject({
        items: z.array(callViewSchema),
        /** Whether the reader may share views. */
        mayShare: z.boolean(),
      }),
    },
  }),
  addCallView: endpoint({
    method: 'POST',
    path: '/api/call-views',
    needs: 'calls',
    hasKey: true,
    summary:
      'Save a view. A shared one is refused (422) whose name or words could tell of a caller: everybody would read them.',
    body: z.strictObject({
      /** Made by the page once a form: the same again answers the view that the first one saved. */
      key: idSchema,
      ...viewParts,
    }),
    answers: { json: callViewSchema },
    errors: ['conflict'],
  }),
  saveCallView: endpoint({
    method: 'PUT',
    path: '/api/call-views/:viewId',
    needs: 'calls',
    summary: 'Rename, change, share or stop sharing a view.',
    params: viewParams,
    body: z.strictObject({ version: z.number().int(), ...viewParts }),
    answers: { json: callViewSchema },
    errors: ['stale'],
  }),
  deleteCallView: endpoint({
    method: 'DELETE',
    path: '/api/call-views/:viewId',
    needs: 'calls',
    summary: 'Delete a view. Saving the same again undoes it.',
    params: viewParams,
    answers: { nothing: true },
  }),
};

export type CallViewContract = typeof callViewEndpoints;
