import { z } from './zod.ts';
import { roleSchema } from './access-schemas.ts';
import { endpoint } from './endpoint.ts';
import { idSchema, instantSchema } from './values.ts';

/** Everything that an audit log can say was done: `<what>.<how it changed>`. */
export const AUDIT_ACTIONS = [
  'session.started',
  'session.refused',
  'session.ended',
  'client.opened',
  'client.closed',
  'client.created',
  'client.renamed',
  'client.suspended',
  'client.restored',
  'defaults.saved',
  'defaults.applied',
  'permissions.saved',
  'permissions.reset',
  'permissions.ended',
  'policies.saved',
  'addresses.saved',
  'recording.opened',
  'recording.downloaded',
  'call.tags_changed',
  'call.note_added',
  'call.note_changed',
  'call.note_deleted',
  'call.note_restored',
  'call.correction_proposed',
  'call.correction_accepted',
  'call.correction_declined',
  'unlock.requested',
  'unlock.approved',
  'unlock.declined',
  'unlock.viewed',
  'unlock.ended',
  'call_view.saved',
  'call_view.deleted',
  'calls.exported',
  'export.downloaded',
  'export.cancelled',
  'request.denied',
  'view_as.started',
  'view_as.ended',
  'view_as.expired',
  'access_request.made',
  'access_request.granted',
  'access_request.declined',
  'invitation.sent',
  'invitation.sent_again',
  'invitation.revoked',
  'invitation.accepted',
  'person.changed',
  'person.disabled',
  'person.enabled',
  'person.session_ended',
  'person.sessions_ended',
  'mfa.enrolled',
  'mfa.disabled',
  'mfa.reset',
  'mfa.recovery_codes_made',
  'mfa.recovery_code_used',
  'password.reset',
  'connection.made',
  'connection.changed',
  'connection.secret_set',
  'connection.disabled',
  'connection.enabled',
  'connection.agent_set',
  'connection.replayed',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** As whom somebody acted who wasn't there as themselves. */
export const actingAsSchema = z.strictObject({
  mode: z.enum(['full_access', 'view_as']),
  role: roleSchema.exactOptional(),
  personId: idSchema.exactOptional(),
  personName: z.string().exactOptional(),
  reason: z.string().exactOptional(),
});

export type ActingAs = z.infer<typeof actingAsSchema>;

export const auditEntrySchema = z.strictObject({
  id: idSchema,
  /** Its place in the client's chain, from 1. */
  seq: z.number().int(),
  at: instantSchema,
  person: z.strictObject({ id: idSchema.nullable(), name: z.string() }),
  as: actingAsSchema.nullable(),
  action: z.enum(AUDIT_ACTIONS),
  target: z.strictObject({ kind: z.string(), id: z.string(), label: z.string() }),
  before: z.unknown(),
  after: z.unknown(),
  outcome: z.enum(['done', 'denied', 'failed']),
});

export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditEndpoints = {
  listActivity: endpoint({
    method: 'GET',
    path: '/api/clients/:clientId/activity',
    needs: 'clients',
    summary: 'What was done in a client of the own agency, by whom and as whom; the newest first.',
    params: z.strictObject({ clientId: idSchema }),
    query: z.strictObject({
      action: z.enum(AUDIT_ACTIONS).optional(),
      /** The id of who did it. */
      person: idSchema.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      /** As `nextCursor` of the page before gave it. */
      cursor: z
        .string()
        .regex(/^[1-9]\d{0,14}$/, 'Start at the first page.')
        .optional(),
    }),
    answers: {
      json: z.strictObject({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() }),
    },
  }),
};
