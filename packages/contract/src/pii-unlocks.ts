import { JUSTIFICATION_LENGTH } from '@foyer/access';
import { z } from './zod.ts';
import { decisionSchema, roleSchema } from './access-schemas.ts';
import { endpoint } from './endpoint.ts';
import { idSchema, instantSchema } from './values.ts';

/** The parts of a call whose masked words can be asked for, each by itself. */
export const UNLOCK_SCOPES = ['summary', 'transcript'] as const;
export type UnlockScope = (typeof UNLOCK_SCOPES)[number];

const scopeSchema = z.enum(UNLOCK_SCOPES);

/** A person's own request to see the masked words of a part of a call, and what has become of it by now. */
export const ownUnlockSchema = z.strictObject({
  id: idSchema,
  scope: scopeSchema,
  state: z.enum(['waiting', 'unlocked', 'declined', 'ended']),
  requestedAt: instantSchema,
  decidedAt: instantSchema.nullable(),
  /** Why it was declined. */
  reason: z.string().nullable(),
  /** Milliseconds that it still lasts; 0 unless `unlocked`. */
  leftMs: z.number().int().nonnegative(),
  /** Why it is over: its 24 hours are, the person ended it or took it back, or a right that it stood on was lost. */
  endedBecause: z.enum(['time', 'person', 'right']).nullable(),
});
export type OwnUnlock = z.infer<typeof ownUnlockSchema>;

/** What was decided and the person hasn't been shown; the call by time and agent. */
export const unlockDecisionSchema = z.strictObject({
  id: idSchema,
  callId: idSchema,
  scope: scopeSchema,
  state: z.enum(['approved', 'declined']),
  reason: z.string().nullable(),
  call: z.strictObject({ startedAt: instantSchema, agent: z.string() }),
});
export type UnlockDecision = z.infer<typeof unlockDecisionSchema>;

/** A request in the agency's queue. Of the call it tells when it was and who answered, and nothing of the caller. */
export const queuedUnlockSchema = z.strictObject({
  id: idSchema,
  client: z.strictObject({ id: idSchema, name: z.string() }),
  person: z.strictObject({ id: idSchema, name: z.string(), role: roleSchema }),
  call: z.strictObject({ startedAt: instantSchema, timeZone: z.string(), agent: z.string() }),
  scope: scopeSchema,
  justification: z.string(),
  requestedAt: instantSchema,
  /** Whether whoever reads the queue may decide it: nobody decides their own. */
  decision: decisionSchema,
});
export type QueuedUnlock = z.infer<typeof queuedUnlockSchema>;

/** What stands where a request was decided, or taken back, in the meantime. */
export const decidedUnlockSchema = z.strictObject({
  state: z.enum(['approved', 'declined', 'withdrawn']),
  by: z.string().nullable(),
  at: instantSchema,
});
export type DecidedUnlock = z.infer<typeof decidedUnlockSchema>;

const ofCall = z.strictObject({ callId: idSchema });
const ofQueue = z.strictObject({ clientId: idSchema, unlockId: idSchema });

/** What somebody asks for themselves. */
export const piiUnlockEndpoints = {
  getCallUnlocks: endpoint({
    method: 'GET',
    path: '/api/calls/:callId/unlocks',
    needs: 'pii_unlock',
    summary:
      'Whether the masked words of a call may be asked for, and the person’s own latest request for each part.',
    params: ofCall,
    answers: { json: z.strictObject({ decision: decisionSchema, items: z.array(ownUnlockSchema) }) },
  }),
  requestUnlock: endpoint({
    method: 'POST',
    path: '/api/calls/:callId/unlocks',
    needs: 'pii_unlock',
    summary:
      'Ask to see the masked words of a part of a call. Asking again while a request waits or holds is answered with that.',
    params: ofCall,
    body: z.strictObject({
      scope: scopeSchema,
      justification: z.string().trim().min(JUSTIFICATION_LENGTH.min).max(JUSTIFICATION_LENGTH.max),
    }),
    answers: { json: ownUnlockSchema },
    errors: ['conflict'],
  }),
  endUnlock: endpoint({
    method: 'POST',
    path: '/api/calls/:callId/unlocks/:unlockId/end',
    needs: 'pii_unlock',
    summary: 'Mask the words again before the time is over, or take a request back.',
    params: z.strictObject({ callId: idSchema, unlockId: idSchema }),
    answers: { nothing: true },
  }),
  listUnlockDecisions: endpoint({
    method: 'GET',
    path: '/api/unlock-decisions',
    needs: 'pii_unlock',
    summary: 'What was decided on the person’s own requests and they haven’t been shown; 20 at most.',
    answers: { json: z.strictObject({ items: z.array(unlockDecisionSchema) }) },
  }),
  seeUnlockDecision: endpoint({
    method: 'POST',
    path: '/api/unlock-decisions/:unlockId/seen',
    needs: 'pii_unlock',
    summary: 'The person has been shown what was decided.',
    params: z.strictObject({ unlockId: idSchema }),
    answers: { nothing: true },
  }),
};

export type PiiUnlockContract = typeof piiUnlockEndpoints;

/** What the agency does about it. */
export const unlockQueueEndpoints = {
  listUnlockRequests: endpoint({
    method: 'GET',
    path: '/api/unlock-requests',
    needs: 'pii_unlock_decision',
    summary: 'Waiting requests for masked words of all clients of the agency, the oldest first; 200 at most.',
    answers: { json: z.strictObject({ items: z.array(queuedUnlockSchema) }) },
  }),
  approveUnlock: endpoint({
    method: 'POST',
    path: '/api/clients/:clientId/unlock-requests/:unlockId/approve',
    needs: 'pii_unlock_decision',
    summary: 'Show the masked words to who asked, for 24 hours. Nobody approves their own request.',
    params: ofQueue,
    answers: { nothing: true },
    errors: ['conflict', 'stale'],
  }),
  declineUnlock: endpoint({
    method: 'POST',
    path: '/api/clients/:clientId/unlock-requests/:unlockId/decline',
    needs: 'pii_unlock_decision',
    summary: 'Say no, and why.',
    params: ofQueue,
    body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
    answers: { nothing: true },
    errors: ['stale'],
  }),
};
