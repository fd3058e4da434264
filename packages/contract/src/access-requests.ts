import { GRANTS } from '@foyer/access';
import { z } from './zod.ts';
import { capabilitySchema, roleSchema } from './access-schemas.ts';
import { endpoint } from './endpoint.ts';
import { idSchema, instantSchema } from './values.ts';

const stateSchema = z.enum(['open', 'granted', 'declined']);

/** A person's own request, as they see it. */
export const ownRequestSchema = z.strictObject({
  id: idSchema,
  capability: capabilitySchema,
  note: z.string(),
  createdAt: instantSchema,
  state: stateSchema,
  /** Why it was declined. */
  reason: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  /** Whether the person has been shown the decision. */
  told: z.boolean(),
});
export type OwnRequest = z.infer<typeof ownRequestSchema>;

/** What it takes to open a capability to somebody, as the policy says now. */
export const takesSchema = z.strictObject({
  /** Grants of the whole client to turn on, parents first. */
  grants: z.array(z.enum(GRANTS)),
  /** The lowest role that can have it; null: the one they have. */
  role: roleSchema.exclude(['agency_admin']).nullable(),
  /** Whether that is enough. Otherwise the plan or a policy closes it, and is changed where those are. */
  enough: z.boolean(),
});
export type Takes = z.infer<typeof takesSchema>;

/** A request in the agency's queue. */
export const queuedRequestSchema = z.strictObject({
  id: idSchema,
  client: z.strictObject({ id: idSchema, name: z.string() }),
  person: z.strictObject({ id: idSchema, name: z.string(), role: roleSchema }),
  capability: capabilitySchema,
  note: z.string(),
  createdAt: instantSchema,
  takes: takesSchema,
});
export type QueuedRequest = z.infer<typeof queuedRequestSchema>;

const requestParams = z.strictObject({ clientId: idSchema, requestId: idSchema });

/** What somebody asks for themselves. */
export const accessRequestEndpoints = {
  listOwnRequests: endpoint({
    method: 'GET',
    path: '/api/access-requests',
    needs: 'session',
    summary: 'The person’s own requests for access, the newest first.',
    answers: { json: z.strictObject({ items: z.array(ownRequestSchema) }) },
  }),
  requestAccess: endpoint({
    method: 'POST',
    path: '/api/access-requests',
    needs: 'session',
    summary: 'Ask the agency for what is closed. Asking again while a request is open changes nothing.',
    body: z.strictObject({ capability: capabilitySchema, note: z.string().trim().max(500).default('') }),
    answers: { json: ownRequestSchema },
    errors: ['conflict'],
  }),
  seeDecision: endpoint({
    method: 'POST',
    path: '/api/access-requests/:requestId/seen',
    needs: 'session',
    summary: 'The person has been shown what was decided.',
    params: z.strictObject({ requestId: idSchema }),
    answers: { nothing: true },
  }),
};

export type AccessRequestContract = typeof accessRequestEndpoints;

/** What the agency does about it. */
export const requestQueueEndpoints = {
  listAccessRequests: endpoint({
    method: 'GET',
    path: '/api/client-requests',
    needs: 'clients',
    summary: 'Open requests for access of all clients of the agency, the oldest first; 200 at most.',
    answers: { json: z.strictObject({ items: z.array(queuedRequestSchema) }) },
  }),
  grantAccess: endpoint({
    method: 'POST',
    path: '/api/clients/:clientId/access-requests/:requestId/grant',
    needs: 'clients',
    summary: 'Open what was asked for, by the grants and the role that it takes now.',
    params: requestParams,
    /** Of the client's permissions, as they were previewed. */
    body: z.strictObject({ version: z.number().int().min(0) }),
    answers: { nothing: true },
    errors: ['conflict', 'stale'],
  }),
  declineAccess: endpoint({
    method: 'POST',
    path: '/api/clients/:clientId/access-requests/:requestId/decline',
    needs: 'clients',
    summary: 'Say no, and why.',
    params: requestParams,
    body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
    answers: { nothing: true },
    errors: ['conflict'],
  }),
};
