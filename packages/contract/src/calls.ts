import { z } from './zod.ts';
import { decisionSchema } from './access-schemas.ts';
import { endpoint } from './endpoint.ts';
import { idSchema, instantSchema, moneySchema } from './values.ts';

export const CALL_STATUSES = [
  'in_progress',
  'completed',
  'missed',
  'voicemail',
  'transferred',
  'failed',
] as const;
export const CALL_DIRECTIONS = ['inbound', 'outbound'] as const;
export const CALL_SENTIMENTS = ['positive', 'neutral', 'negative'] as const;
export const CALL_OUTCOMES = [
  'booked',
  'rescheduled',
  'cancelled',
  'answered',
  'message_taken',
  'transferred',
  'not_reached',
  'spam',
] as const;
/** What the list of calls can show of each, in the usual order. */
export const CALL_COLUMNS = [
  'started_at',
  'caller',
  'agent',
  'project',
  'direction',
  'status',
  'outcome',
  'sentiment',
  'tags',
  'duration',
  'cost',
] as const;
export const CALL_SORTS = ['started_at', '-started_at', 'duration', '-duration', 'cost', '-cost'] as const;

export type CallStatus = (typeof CALL_STATUSES)[number];
export type CallDirection = (typeof CALL_DIRECTIONS)[number];
export type CallSentiment = (typeof CALL_SENTIMENTS)[number];
export type CallOutcome = (typeof CALL_OUTCOMES)[number];
export type CallColumnName = (typeof CALL_COLUMNS)[number];
export type CallSort = (typeof CALL_SORTS)[number];

/** What sensitive text is; the kinds below the line are caller details. */
export const SPAN_KINDS = [
  'card_number',
  'date_of_birth',
  'address',
  'national_id',
  'caller_name',
  'phone_number',
  'email',
] as const;

/** Text in parts: plain, or masked with what is behind the mask. The masked text itself never travels. */
export const maskedTextSchema = z.array(
  z.union([z.strictObject({ text: z.string() }), z.strictObject({ masked: z.enum(SPAN_KINDS) })]),
);

export type MaskedText = z.infer<typeof maskedTextSchema>;

/** Text as its own reader may have it: what they have unlocked stands in parts of its own, each saying what it is. Never in lists, hits or exports. */
export const readableTextSchema = z.array(
  z.union([
    z.strictObject({ text: z.string() }),
    z.strictObject({ masked: z.enum(SPAN_KINDS) }),
    z.strictObject({ unlocked: z.enum(SPAN_KINDS), text: z.string() }),
  ]),
);

export type ReadableText = z.infer<typeof readableTextSchema>;

/** A piece of a call's text in which words that were searched for are marked; what is masked stays so. */
const searchHitSchema = z.array(
  z.union([
    z.strictObject({ text: z.string() }),
    z.strictObject({ mark: z.string() }),
    z.strictObject({ masked: z.enum(SPAN_KINDS) }),
  ]),
);

export type SearchHit = z.infer<typeof searchHitSchema>;

const projectSchema = z.strictObject({ id: idSchema, name: z.string() });
const callerSchema = z.strictObject({ name: z.string().nullable(), number: z.string().nullable() });

const redactedFacts = {
  level: z.literal('redacted'),
  project: projectSchema,
  sentiment: z.enum(CALL_SENTIMENTS).nullable(),
  outcome: z.enum(CALL_OUTCOMES).nullable(),
  tags: z.array(z.string()),
};
const viewFacts = { ...redactedFacts, level: z.literal('view'), caller: callerSchema };

/** Only where words are searched for that stand in the texts of the call. */
const searchFacts = { hit: searchHitSchema.exactOptional() };

const base = {
  id: idSchema,
  startedAt: instantSchema,
  agent: z.strictObject({ id: idSchema, label: z.string() }),
  direction: z.enum(CALL_DIRECTIONS),
  /** Milliseconds; of a call in progress, until it was answered here. */
  durationMs: z.number().int().nonnegative(),
  status: z.enum(CALL_STATUSES),
  /** Only with the capability `call_cost`. */
  cost: moneySchema.optional(),
};

/**
 * A call in the list. `details` stands there only with `call_details`; for the level `redacted` it has no field for the caller at all.
 */
export const callListItemSchema = z.strictObject({
  ...base,
  details: z
    .discriminatedUnion('level', [
      z.strictObject({ ...redactedFacts, ...searchFacts }),
      z.strictObject({ ...viewFacts, ...searchFacts }),
    ])
    .optional(),
});

export type CallListItem = z.infer<typeof callListItemSchema>;

const detailFacts = {
  summary: maskedTextSchema,
  endReason: z.string().nullable(),
};

/** A call on its own page; the gates of its recording come with it, so that the page can say which one is closed. */
export const callDetailSchema = z.strictObject({
  ...base,
  endedAt: instantSchema.nullable(),
  details: z
    .discriminatedUnion('level', [
      z.strictObject({ ...redactedFacts, ...detailFacts }),
      z.strictObject({ ...viewFacts, ...detailFacts, summary: readableTextSchema }),
    ])
    .optional(),
  recording: z.strictObject({
    playback: decisionSchema,
    download: decisionSchema,
    /** Only with `call_details`; what has become of the audio. */
    media: z.enum(['available', 'processing', 'missing', 'expired', 'none']).optional(),
  }),
});

export type CallDetail = z.infer<typeof callDetailSchema>;

export const transcriptSchema = z.strictObject({
  segments: z.array(
    z.strictObject({
      id: idSchema,
      speaker: z.enum(['agent', 'caller']),
      /** Milliseconds from the start of the recording. */
      startMs: z.number().int().nonnegative(),
      endMs: z.number().int().nonnegative(),
      parts: readableTextSchema,
    }),
  ),
});

export type Transcript = z.infer<typeof transcriptSchema>;

export const recordingSchema = z.strictObject({
  /** Short-lived address of the audio; checked again at each use. */
  url: z.string(),
  expiresAt: instantSchema,
  mediaType: z.string(),
  durationMs: z.number().int().positive(),
  /** Loudness 0–100 in equal steps over the whole recording, per speaker. */
  peaks: z.strictObject({
    agent: z.array(z.number().int().min(0).max(100)),
    caller: z.array(z.number().int().min(0).max(100)),
  }),
});

export type Recording = z.infer<typeof recordingSchema>;

const day = z.iso.date();
const seconds = z.coerce.number().int().min(0).max(86_400);
const several = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .string()
    .max(200)
    .transform((s) => s.split(','))
    .pipe(z.array(z.enum(values)).min(1).max(values.length));

/** The filters of the list; days are in the client's time zone and both inclusive. Lists are comma-separated. */
export const callFiltersSchema = z.strictObject({
  from: day.optional(),
  to: day.optional(),
  status: several(CALL_STATUSES).optional(),
  direction: z.enum(CALL_DIRECTIONS).optional(),
  /** Seconds, both inclusive. */
  minDuration: seconds.optional(),
  maxDuration: seconds.optional(),
  agent: idSchema.optional(),
  project: idSchema.optional(),
  /** Needs `call_details`, as do `outcome` and `text`. */
  sentiment: several(CALL_SENTIMENTS).optional(),
  outcome: several(CALL_OUTCOMES).optional(),
  text: z.string().trim().min(2).max(200).optional(),
});

export const callListQuerySchema = callFiltersSchema.extend({
  sort: z.enum(CALL_SORTS).default('-started_at'),
  /** Rows a page. */
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** As `nextCursor` of the page before gave it. */
  cursor: z.string().max(300).optional(),
});

export type CallFilters = z.infer<typeof callFiltersSchema>;
export type CallListQuery = z.infer<typeof callListQuerySchema>;
export type CallListInput = z.input<typeof callListQuerySchema>;

const callParams = z.strictObject({ callId: idSchema });

export const callEndpoints = {
  listCalls: endpoint({
    method: 'GET',
    path: '/api/calls',
    needs: 'calls',
    summary: 'A page of calls, newest first unless sorted otherwise.',
    query: callListQuerySchema,
    answers: {
      json: z.strictObject({ items: z.array(callListItemSchema), nextCursor: z.string().nullable() }),
    },
    errors: ['denied'],
  }),
  countCalls: endpoint({
    method: 'GET',
    path: '/api/calls/count',
    needs: 'calls',
    summary: 'How many calls match; exact to 10,000, beyond that `capped`.',
    query: callFiltersSchema,
    answers: { json: z.strictObject({ count: z.number().int(), capped: z.boolean() }) },
  }),
  getCallFilters: endpoint({
    method: 'GET',
    path: '/api/calls/filters',
    needs: 'calls',
    summary: "The agents that the list can be filtered by, within the caller's scope.",
    answers: {
      json: z.strictObject({ agents: z.array(z.strictObject({ id: idSchema, label: z.string() })) }),
    },
  }),
  getCall: endpoint({
    method: 'GET',
    path: '/api/calls/:callId',
    needs: 'calls',
    summary: 'One call, its parts as access allows.',
    params: callParams,
    answers: { json: callDetailSchema },
  }),
  getTranscript: endpoint({
    method: 'GET',
    path: '/api/calls/:callId/transcript',
    needs: 'call_details',
    summary: 'What was said, in timed segments, masked as access asks.',
    params: callParams,
    answers: { json: transcriptSchema },
  }),
  getRecording: endpoint({
    method: 'GET',
    path: '/api/calls/:callId/recording',
    needs: 'recording_playback',
    summary: 'A short-lived link to the audio, with its waveform. Every gate is checked, for the call too.',
    params: callParams,
    answers: { json: recordingSchema },
  }),
  getMedia: endpoint({
    method: 'GET',
    path: '/api/media/:token',
    needs: 'recording_playback',
    summary: 'The audio behind a short-lived link; takes byte ranges and checks every gate again.',
    params: z.strictObject({ token: z.string().min(1).max(600) }),
    answers: { bytes: ['audio/mpeg', 'audio/ogg', 'audio/wav'] },
    errors: ['range_not_satisfiable'],
  }),
};
