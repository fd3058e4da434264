import type { Capability } from '@foyer/access';
import type { z } from './zod.ts';
import type { ErrorCode } from './problem.ts';

/**
 * What a caller must have before anything is looked up: nothing, a session, a session with a capability, the bearer token of an operator
 * of the platform, or a body signed with a connection's secret. No session is an operator's or a connection's, whoever's it is.
 */
export type Requirement = 'public' | 'session' | 'operator' | 'signature' | Capability;

/** Whether what is needed isn't a session: no browser sends it by itself. */
export const isOfMachines = (needs: Requirement): needs is 'operator' | 'signature' =>
  needs === 'operator' || needs === 'signature';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

type Schema = z.ZodType;

/** One endpoint, declared once. Path parameters stand in `path` as `:name` and in `params`. */
export interface Endpoint {
  readonly method: Method;
  readonly path: `/${string}`;
  /** The capability that is checked before any look-up. */
  readonly needs: Requirement;
  /** Answered to a session that still owes its second factor: what it takes to meet it, to learn of it, and to leave. */
  readonly beforeSecondFactor?: true;
  /** A write that is the session's own, not one of the portal that it looks at: answered while viewing as somebody, too. */
  readonly whileViewing?: true;
  /** The body has a `key` that the page makes once a form: sent again, it is answered like the first and done once. */
  readonly hasKey?: true;
  readonly summary: string;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  /** Bytes that the body may have at most, where that is less than for all. */
  readonly maxBody?: number;
  /** In place of `body`: the handler is given the bytes as they came, so many at most. */
  readonly rawBody?: number;
  /** What a success answers: JSON of this shape, nothing (204), bytes of these media types, or a stream of these events, each JSON of its shape. */
  readonly answers:
    | { readonly json: Schema }
    | { readonly nothing: true }
    | { readonly events: Readonly<Record<string, Schema>> }
    | { readonly bytes: readonly string[] };
  /** Codes beyond those that every endpoint of its kind can answer (`commonErrors`). */
  readonly errors?: readonly ErrorCode[];
}

/** Declares an endpoint and keeps its literal type. */
export const endpoint = <const E extends Endpoint>(e: E): E => e;

type Parsed<S> = S extends Schema ? z.output<S> : undefined;
type Sent<S> = S extends Schema ? z.input<S> : undefined;

export type Params<E extends Endpoint> = Parsed<E['params']>;
export type Query<E extends Endpoint> = Parsed<E['query']>;
export type Body<E extends Endpoint> = E['rawBody'] extends number
  ? Uint8Array<ArrayBuffer>
  : Parsed<E['body']>;
export type Answer<E extends Endpoint> = E['answers'] extends { json: infer S }
  ? Parsed<S>
  : E['answers'] extends { bytes: unknown }
    ? Blob
    : void;

type Given<K extends string, S> = S extends Schema
  ? Partial<Sent<S>> extends Sent<S>
    ? { [P in K]?: Sent<S> }
    : { [P in K]: Sent<S> }
  : unknown;

/** What a caller of an endpoint gives. */
export type Input<E extends Endpoint> = Given<'params', E['params']> &
  Given<'query', E['query']> &
  Given<'body', E['body']>;

/** The codes that an endpoint can answer by what it is, its own `errors` included; sorted by status. */
export function errorsOf(e: Endpoint): ErrorCode[] {
  const codes = new Set<ErrorCode>(['internal', 'unavailable', ...(e.errors ?? [])]);
  if (e.needs !== 'public') codes.add('unauthenticated');
  if (e.needs !== 'public' && !isOfMachines(e.needs)) {
    if (!e.beforeSecondFactor) codes.add('mfa');
    codes.add('ip');
  }
  if (e.needs !== 'public' && !isOfMachines(e.needs) && e.needs !== 'session') codes.add('denied');
  // A browser adds neither a bearer token nor a signature by itself, so that nobody can have it sent.
  if (e.method !== 'GET' && !isOfMachines(e.needs)) codes.add('csrf');
  if (e.method !== 'GET' && e.needs !== 'public' && !isOfMachines(e.needs) && !e.whileViewing)
    codes.add('view_as');
  // Whether there is such a connection is nothing that its answers tell.
  if (e.params && e.needs !== 'signature') codes.add('not_found');
  if (e.rawBody) codes.add('too_large');
  if (e.query || e.body) codes.add('invalid');
  if (e.body)
    for (const code of ['malformed', 'too_large', 'unsupported_media_type'] as const) codes.add(code);
  return [...codes];
}
