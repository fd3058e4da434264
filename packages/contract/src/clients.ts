import { z } from './zod.ts';
import { roleSchema } from './access-schemas.ts';
import { endpoint } from './endpoint.ts';
import { idSchema, instantSchema } from './values.ts';

// The agency's clients, as its console sees them. The light list that the shell's switch of clients needs is `listClients` of the session.

/** What a write must repeat of what it was read with; somebody else's write in between is answered with 412 and `current`. */
export const versionSchema = z.number().int().min(0);

export const CLIENT_STATES = ['active', 'suspended'] as const;
const stateSchema = z.enum(CLIENT_STATES);

const nameSchema = z
  .string()
  .trim()
  .min(1, 'Give a name.')
  .max(120)
  .refine((name) => !/\p{Cc}/u.test(name), 'Leave control characters out.');

/** Who changed something last and when; null while nobody has. A name is null where the server did it, or the person is gone. */
export const changeSchema = z.strictObject({ by: z.string().nullable(), at: instantSchema }).nullable();

/** Counted up to 10,000; `capped` when there are more. */
const countSchema = z.strictObject({ count: z.number().int(), capped: z.boolean() });

const clientFacts = {
  id: idSchema,
  name: z.string(),
  state: stateSchema,
  people: z.number().int(),
  /** When anybody of the client signed in last. */
  lastSignInAt: instantSchema.nullable(),
  /** In the last seven times 24 hours. */
  callsLast7Days: countSchema,
  createdAt: instantSchema,
};

export const clientRowSchema = z.strictObject(clientFacts);
export type ClientRow = z.infer<typeof clientRowSchema>;

export const clientOverviewSchema = z.strictObject({
  ...clientFacts,
  /** Of name and state; every other part of a client has a version of its own. */
  version: versionSchema,
  changed: changeSchema,
  timeZone: z.string(),
  currency: z.string(),
  projects: z.array(z.strictObject({ id: idSchema, name: z.string() })),
  agents: z.number().int(),
  peopleByRole: z.strictObject({
    client_admin: z.number().int(),
    client_manager: z.number().int(),
    client_staff: z.number().int(),
  }),
});
export type ClientOverview = z.infer<typeof clientOverviewSchema>;

/** The roles that a client's people can have. */
export const clientRoleSchema = roleSchema.exclude(['agency_admin']);
export type ClientRole = z.infer<typeof clientRoleSchema>;

export const clientParams = z.strictObject({ clientId: idSchema });

export const clientEndpoints = {
  searchClients: endpoint({
    method: 'GET',
    path: '/api/clients/search',
    needs: 'clients',
    summary: "The agency's clients by name, with what tells a lively one from a quiet one.",
    query: z.strictObject({
      /** A part of the name, whatever its case. */
      text: z.string().trim().max(100).optional(),
      state: stateSchema.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      /** As `nextCursor` of the page before gave it. */
      cursor: z.string().max(1_400).optional(),
    }),
    answers: {
      json: z.strictObject({ items: z.array(clientRowSchema), nextCursor: z.string().nullable() }),
    },
  }),
  createClient: endpoint({
    method: 'POST',
    path: '/api/clients',
    needs: 'clients',
    hasKey: true,
    summary: 'Create a client with its first project. It gets a copy of the defaults that are in force.',
    body: z.strictObject({
      /** Made by the page once a form: the same again answers the client that the first one made. */
      key: idSchema,
      name: nameSchema,
      /** IANA name, e.g. `Europe/Berlin`. */
      timeZone: z.string().max(60),
      /** ISO 4217, e.g. `EUR`. */
      currency: z.string().length(3),
      project: nameSchema,
    }),
    answers: { json: clientOverviewSchema },
    errors: ['conflict'],
  }),
  getClient: endpoint({
    method: 'GET',
    path: '/api/clients/:clientId',
    needs: 'clients',
    summary: 'One client of the agency.',
    params: clientParams,
    answers: { json: clientOverviewSchema },
  }),
  renameClient: endpoint({
    method: 'PUT',
    path: '/api/clients/:clientId/name',
    needs: 'clients',
    summary: 'Give a client another name.',
    params: clientParams,
    body: z.strictObject({ version: versionSchema, name: nameSchema }),
    answers: { json: clientOverviewSchema },
    errors: ['stale'],
  }),
  setClientState: endpoint({
    method: 'PUT',
    path: '/api/clients/:clientId/state',
    needs: 'clients',
    summary:
      "Suspend a client, which ends its people's sessions and keeps all of its data, or let it in again.",
    params: clientParams,
    body: z.strictObject({ version: versionSchema, state: stateSchema }),
    answers: { json: clientOverviewSchema },
    errors: ['stale'],
  }),
};
