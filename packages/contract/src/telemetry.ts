import { z } from './zod.ts';
import { LOADS_PATH, TELEMETRY_PATH } from './addresses.ts';
import { endpoint } from './endpoint.ts';

/*
 * What pages tell of themselves. Nothing here can hold a word about a person: values come from closed lists, are numbers, or have a pattern
 * that leaves no room for a name, an address or an id of a record. A page sends no message of an error, no address of a page and no text.
 * What doesn't fit is replaced where something general can stand for it, so that one odd event doesn't cost the batch it came with.
 */

/** Bytes of one batch. */
export const MAX_TELEMETRY_BYTES = 64 * 1024;
/** Events of one batch. */
export const MAX_TELEMETRY_EVENTS = 50;

const remoteSchema = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'is not the id of a remote');
/** `<package version>-<content hash>`: the hash is hexadecimal, so that no word fits in. */
const versionSchema = z
  .string()
  .regex(
    /^\d{1,4}(\.\d{1,5}){2}(-(alpha|beta|next|rc)(\.\d{1,4})?)?(-[0-9a-f]{1,64})?$/,
    'is not the version of a build',
  );

/** The pattern of a page's address, `/calls/:callId`: words and the names of parameters, no digit, and so no id or number. `/*`: no page of ours. */
const routeSchema = z
  .string()
  .max(100)
  .regex(
    /^\/\*?$|^(\/(:[a-z][A-Za-z]{0,23}|[a-z]{1,20}(-[a-z]{1,20}){0,3})){1,6}(\/\*)?$/,
    'is not the pattern of a route',
  );

const place = {
  /** Version of the shell that runs in the page. */
  shell: versionSchema,
  route: routeSchema.catch('/*'),
  remote: remoteSchema.exactOptional(),
  version: versionSchema.exactOptional(),
};

/** Names of errors that are sent as they are; any other is sent, and kept, as `Other`. */
export const ERROR_NAMES = [
  'Other',
  'Error',
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'AbortError',
  'DataCloneError',
  'InvalidStateError',
  'NetworkError',
  'NotAllowedError',
  'NotFoundError',
  'NotSupportedError',
  'QuotaExceededError',
  'SecurityError',
  'TimeoutError',
  'ApiError',
  'RemoteLoadError',
  'ZodError',
] as const;

/** A place in our own code. `file` is relative to the shell's origin or the remote's folder, as its manifest lists it: `assets/call-page-Bq3x.js`. */
const frameSchema = z.strictObject({
  /** `shell`, or the id of the remote whose file it is. */
  of: remoteSchema,
  file: z.string().regex(/^([\w-]{1,40}\/){0,3}[\w.-]{1,80}\.m?js$/, 'is not a script of ours'),
  line: z.number().int().min(0).max(10_000_000),
  column: z.number().int().min(0).max(10_000_000),
});

export const VITALS = ['CLS', 'FCP', 'INP', 'LCP', 'TTFB'] as const;

/** Directives of content security policies under which something can be blocked; any other is kept as `other`. */
export const CSP_DIRECTIVES = [
  'other',
  'base-uri',
  'connect-src',
  'default-src',
  'font-src',
  'form-action',
  'frame-ancestors',
  'frame-src',
  'img-src',
  'manifest-src',
  'media-src',
  'object-src',
  'require-trusted-types-for',
  'script-src',
  'script-src-attr',
  'script-src-elem',
  'style-src',
  'style-src-attr',
  'style-src-elem',
  'trusted-types',
  'worker-src',
] as const;

/** What was blocked where it is no address, as `SecurityPolicyViolationEvent.blockedURI` says it. */
const BLOCKED_WORDS = [
  'inline',
  'eval',
  'wasm-eval',
  'trusted-types-policy',
  'trusted-types-sink',
  'self',
  'data',
  'blob',
  'extension',
  'other',
] as const;

/** Scheme, host and port, never a path. */
const originSchema = z
  .string()
  .regex(/^https?:\/\/[a-z0-9]([a-z0-9.-]{0,98}[a-z0-9])?(:\d{1,5})?$/, 'is not an origin');

/** Why a remote's code isn't there. */
export const LOAD_FAILURES = [
  'network',
  'timeout',
  'http',
  'not-javascript',
  'evaluation',
  'incompatible',
  'integrity',
  'disabled',
] as const;

const loadFailureSchema = z.enum(LOAD_FAILURES);

export const telemetryEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('error'),
    ...place,
    name: z.enum(ERROR_NAMES).catch('Other'),
    frames: z.array(frameSchema).max(10),
  }),
  z.strictObject({
    kind: z.literal('vital'),
    ...place,
    name: z.enum(VITALS),
    /** Milliseconds; of CLS, the score. */
    value: z.number().min(0).max(3_600_000),
    rating: z.enum(['good', 'needs-improvement', 'poor']),
  }),
  z.strictObject({
    kind: z.literal('csp'),
    ...place,
    directive: z.enum(CSP_DIRECTIVES).catch('other'),
    blocked: z.union([z.enum(BLOCKED_WORDS), originSchema]).catch('other'),
  }),
  z.strictObject({
    kind: z.literal('load'),
    ...place,
    /** `fell-back`: it failed, and an earlier version shows. `blocked`: it wasn't tried, because it failed too often just before. */
    outcome: z.enum(['ok', 'failed', 'fell-back', 'blocked']),
    type: loadFailureSchema.exactOptional(),
    /** Milliseconds from the wish to the outcome. */
    ms: z.number().int().min(0).max(600_000),
  }),
]);

export type TelemetryEvent = z.infer<typeof telemetryEventSchema>;

export const telemetryBatchSchema = z.strictObject({
  events: z.array(telemetryEventSchema).min(1).max(MAX_TELEMETRY_EVENTS),
});

/** What a page posts to `TELEMETRY_PATH`. */
export type TelemetryBatch = z.input<typeof telemetryBatchSchema>;

/** One try to load a remote. `version` is the one that was tried: of `fell-back`, the one that failed. */
export const loadReportSchema = z.strictObject({
  remote: remoteSchema,
  version: versionSchema,
  outcome: z.enum(['ok', 'failed', 'fell-back']),
  type: loadFailureSchema.exactOptional(),
});

export type LoadReport = z.infer<typeof loadReportSchema>;

export const loadReportsSchema = z.strictObject({ loads: z.array(loadReportSchema).min(1).max(20) });

/** What a page posts to `LOADS_PATH`. */
export type LoadReports = z.input<typeof loadReportsSchema>;

const countsSchema = z.record(z.string(), z.number().int());

/** What pages told one process since its start, by build. */
export const telemetrySummarySchema = z.strictObject({
  /** The build that was heard of last comes first. */
  items: z.array(
    z.strictObject({
      /** `shell`, or the id of a remote. */
      of: z.string(),
      version: z.string(),
      /** By name. */
      errors: countsSchema,
      /** By directive. */
      csp: countsSchema,
      /** By outcome. */
      loads: countsSchema,
      /** By type. */
      failures: countsSchema,
      /** By name and rating, `LCP good`. */
      vitals: countsSchema,
    }),
  ),
  /** Events that could not be exported. */
  dropped: z.number().int(),
});

export type TelemetrySummary = z.infer<typeof telemetrySummarySchema>;

export const telemetryEndpoints = {
  sendTelemetry: endpoint({
    method: 'POST',
    path: TELEMETRY_PATH,
    needs: 'public',
    summary:
      'Errors, vitals, violations of the content policy and loads of a page; also of one without a session.',
    body: telemetryBatchSchema,
    maxBody: MAX_TELEMETRY_BYTES,
    answers: { nothing: true },
    errors: ['rate_limited'],
  }),
  getTelemetry: endpoint({
    method: 'GET',
    path: '/api/operator/telemetry',
    needs: 'operator',
    summary: 'What pages told the process that answers, since its start, counted by build.',
    answers: { json: telemetrySummarySchema },
  }),
  reportLoads: endpoint({
    method: 'POST',
    path: LOADS_PATH,
    needs: 'session',
    whileViewing: true,
    summary:
      'How loading remotes went in this session: what tells whether a canary is fit. What the session wasn’t offered doesn’t count.',
    body: loadReportsSchema,
    answers: { nothing: true },
  }),
};
