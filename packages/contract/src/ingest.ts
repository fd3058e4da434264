import { z } from './zod.ts';
import { clientParams, versionSchema } from './clients.ts';
import { endpoint } from './endpoint.ts';
import { idSchema, instantSchema } from './values.ts';

// Calls that voice platforms send in, and the connections through which an agency lets them. docs/ingest.md says what is sent.

export const VENDORS = ['vapi', 'retell', 'elevenlabs', 'generic'] as const;
export type Vendor = (typeof VENDORS)[number];

/** Vendors who make the secret themselves; for the others it is made here and shown once. */
export const SECRET_OF_VENDOR: Readonly<Record<Vendor, boolean>> = {
  vapi: false,
  retell: true,
  elevenlabs: true,
  generic: false,
};

/** For how long the secret before is still taken, in milliseconds. */
export const SECRET_GRACE_MS = 24 * 60 * 60_000;

/** Why something that came in is no call, or a recording isn't there. `subject` says which one, or where. */
export const FAILURE_REASONS = [
  'not_json',
  'unknown_event',
  'unreadable',
  'no_agent',
  'incomplete',
  'internal',
  'audio_address',
  'audio_refused',
  'audio_unreachable',
  'audio_too_large',
  'audio_not_audio',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** Bytes. An hour of audio in base64 is well below it. */
const LARGEST_EVENT = 48 * 1024 * 1024;

const nameSchema = z
  .string()
  .trim()
  .min(1, 'Give a name.')
  .max(120)
  .refine((name) => !/\p{Cc}/u.test(name), 'Leave control characters out.');

/** What is known of the consent of those who are recorded where the vendor doesn't say; with `pending` recordings stay closed. */
const consentSchema = z.enum(['granted', 'not_required', 'pending']);
const retentionSchema = z
  .number()
  .int()
  .min(1, 'Keep them for a day at least.')
  .max(3_650, 'Keep them for 3,650 days at most.');

const secretSchema = z
  .string()
  .trim()
  .min(16, 'A secret has at least 16 characters.')
  .max(500)
  .regex(/^[\x21-\x7e]+$/, 'Copy the secret as it is: it has no spaces.');

const settings = { name: nameSchema, consent: consentSchema, retentionDays: retentionSchema };

export const connectionSchema = z.strictObject({
  id: idSchema,
  vendor: z.enum(VENDORS),
  name: z.string(),
  state: z.enum(['on', 'off']),
  /** Where the vendor sends to. */
  url: z.string(),
  /** Null: none yet, and nothing is taken. The secret itself is never read again. */
  secretSetAt: instantSchema.nullable(),
  /** Until when the secret before is taken, too. */
  previousUntil: instantSchema.nullable(),
  consent: consentSchema,
  retentionDays: z.number().int(),
  version: versionSchema,
  createdAt: instantSchema,
  lastEventAt: instantSchema.nullable(),
  /** The vendor's agents: whose calls they take, and how many events wait because nobody has said. */
  agents: z.array(
    z.strictObject({
      vendorAgentId: z.string(),
      agentId: idSchema.nullable(),
      waiting: z.number().int(),
    }),
  ),
});
export type Connection = z.infer<typeof connectionSchema>;

const withSecret = z.strictObject({
  connection: connectionSchema,
  /** Made here, and shown this once; null where the vendor makes it. */
  secret: z.string().nullable(),
});

export const failureSchema = z.strictObject({
  id: idSchema,
  /** `recording`: the call is there, and its audio is not. */
  kind: z.enum(['event', 'recording']),
  connection: z.strictObject({ id: idSchema, name: z.string(), vendor: z.enum(VENDORS) }).nullable(),
  at: instantSchema,
  /** As the vendor calls it; null where it can't be read. */
  event: z.string().nullable(),
  vendorCallId: z.string().nullable(),
  reason: z.enum(FAILURE_REASONS),
  subject: z.string().nullable(),
  tries: z.number().int(),
});
export type IngestFailure = z.infer<typeof failureSchema>;

const connectionParams = z.strictObject({ clientId: idSchema, connectionId: idSchema });
const secretBody = z.strictObject({
  version: versionSchema,
  /** What the vendor made; left out, one is made here. */
  secret: secretSchema.optional(),
});

/** The agency's own: which platforms may send a client's calls. */
export const connectionEndpoints = {
  listConnections: endpoint({
    method: 'GET',
    path: '/api/clients/:clientId/connections',
    needs: 'clients',
    summary:
      'The connections through which a client’s calls come in, and the agents that they can belong to.',
    params: clientParams,
    answers: {
      json: z.strictObject({
        items: z.array(connectionSchema),
        agents: z.array(z.strictObject({ id: idSchema, label: z.string(), project: z.string() })),
      }),
    },
  }),
  createConnection: endpoint({
    method: 'POST',
    path: '/api/clients/:clientId/connections',
    needs: 'clients',
    summary: 'Make a connection. A secret that is made here is shown in this answer and never again.',
    params: clientParams,
    body: z.strictObject({ vendor: z.enum(VENDORS), ...settings, secret: secretSchema.optional() }),
    answers: { json: withSecret },
  }),
  saveConnection: endpoint({
    method: 'PUT',
    path: '/api/clients/:clientId/connections/:connectionId',
    needs: 'clients',
    summary: 'Change a connection, turn it off, or on again. What comes while it is off is refused.',
    params: connectionParams,
    body: z.strictObject({ version: versionSchema, state: z.enum(['on', 'off']), ...settings }),
    answers: { json: connectionSchema },
    errors: ['stale'],
  }),
  setConnectionSecret: endpoint({
    method: 'POST',
    path: '/api/clients/:clientId/connections/:connectionId/secret',
    needs: 'clients',
    summary: 'Give a connection another secret; the one before is taken for another 24 hours.',
    params: connectionParams,
    body: secretBody,
    answers: { json: withSecret },
    errors: ['stale'],
  }),
  setConnectionAgent: endpoint({
    method: 'PUT',
    path: '/api/clients/:clientId/connections/:connectionId/agents',
    needs: 'clients',
    summary: 'Say whose calls an agent of the vendor’s takes; what waited for that is read again.',
    params: connectionParams,
    body: z.strictObject({
      vendorAgentId: z.string().trim().min(1, 'Give the id that the vendor shows.').max(200),
      /** Null: nobody’s any more. */
      agentId: idSchema.nullable(),
    }),
    answers: { json: connectionSchema },
  }),
  listIngestFailures: endpoint({
    method: 'GET',
    path: '/api/clients/:clientId/ingest-failures',
    needs: 'clients',
    summary: 'What came in and is no call, or has no recording, with the reason; the newest first.',
    params: clientParams,
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(50) }),
    answers: {
      json: z.strictObject({
        items: z.array(failureSchema),
        /** All of them, counted up to 10,000. */
        count: z.number().int(),
        /** What is about to be read; counted up to 10,000. */
        waiting: z.number().int(),
      }),
    },
  }),
  replayIngestFailures: endpoint({
    method: 'POST',
    path: '/api/clients/:clientId/ingest-failures/replay',
    needs: 'clients',
    summary: 'Have failures read again: one, or all of them.',
    params: clientParams,
    body: z.strictObject({ failureId: idSchema.optional() }),
    answers: { json: z.strictObject({ replayed: z.number().int() }) },
  }),
};

/** Where vendors send: no page asks this. */
export const ingestEndpoints = {
  /**
   * The body is kept as it came before this answers, so that an answer means that nothing can be lost. An unknown connection, one that is off,
   * and a signature that isn’t right are answered alike.
   */
  receiveCall: endpoint({
    method: 'POST',
    path: '/api/ingest/:connectionId',
    needs: 'signature',
    summary: 'Take what a voice platform tells of a call that has ended, in the platform’s own shape.',
    params: z.strictObject({ connectionId: z.string() }),
    rawBody: LARGEST_EVENT,
    answers: { json: z.strictObject({ received: z.literal(true) }) },
  }),
};
