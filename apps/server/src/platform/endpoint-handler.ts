import type { Capability, Decision, Subject, Tenant } from '@foyer/access';
import type { Answer, Body, Endpoint, Params, Query } from '@foyer/contract';
import type { AnyEndpointName, WholeContract } from '@foyer/contract/whole-contract';
import type { AgencyDb, SystemDb, TenantDb } from '../db/database.ts';
import type { Operator } from '../releases/operators.ts';
import type { SignedIn } from '../session/signed-in.ts';
import type { Dependencies } from './dependencies.ts';

/** What handlers may know of the request beyond its input. */
export interface RequestMeta {
  readonly requestId: string;
  readonly receivedAt: Date;
  /** The caller's address as `TRUSTED_PROXIES` lets it be known. */
  readonly address: string;
  readonly headers: Headers;
  /** The portal's origin as browsers see it, for links in letters. */
  readonly origin: string;
  /** Headers to send with a success, e.g. cookies. */
  readonly answerHeaders: Headers;
  readonly signal: AbortSignal;
}

/**
 * The input as the contract's schemas give it. `params` are checked before the handler runs. `query` and `body` are checked when they are
 * first read, and at the latest after the handler: look the record up (404) and weigh its facts (403) before you read them (422).
 */
export interface HandlerInput<E extends Endpoint> {
  readonly params: Params<E>;
  readonly query: Query<E>;
  readonly body: Body<E>;
}

interface PublicContext<E extends Endpoint> {
  readonly input: HandlerInput<E>;
  readonly deps: Dependencies;
  readonly request: RequestMeta;
}

interface SessionContext<E extends Endpoint> extends PublicContext<E> {
  readonly session: SignedIn;
  readonly subject: Subject;
  readonly tenant: Tenant | null;
  readonly decisions: Readonly<Record<Capability, Decision>>;
}

interface OperatorContext<E extends Endpoint> extends PublicContext<E> {
  readonly operator: Operator;
  /** The request's own transaction: committed when the handler resolves, rolled back when it rejects. */
  readonly db: SystemDb;
}

interface AgencyContext<E extends Endpoint> extends SessionContext<E> {
  /**
   * The request's own transaction, over the agency and its clients. Name the agency in each query all the same: that is the first wall, and
   * row-level security the second. It commits when the handler resolves.
   */
  readonly db: AgencyDb;
}

interface TenantContext<E extends Endpoint> extends SessionContext<E> {
  /** The request's own transaction: committed when the handler resolves, rolled back when it rejects. */
  readonly db: TenantDb;
  readonly tenant: Tenant;
}

/** Capabilities of the agency itself: all others are about one client, and without one they are denied before the handler runs. */
export const AGENCY_CAPABILITIES = ['clients', 'pii_unlock_decision'] as const satisfies Capability[];
type AgencyCapability = (typeof AGENCY_CAPABILITIES)[number];

/** What a handler gets, by what its endpoint needs. */
export type HandlerContext<E extends Endpoint> = E['needs'] extends 'public' | 'signature'
  ? PublicContext<E>
  : E['needs'] extends 'session'
    ? SessionContext<E>
    : E['needs'] extends 'operator'
      ? OperatorContext<E>
      : E['needs'] extends AgencyCapability
        ? AgencyContext<E>
        : TenantContext<E>;

/** Bytes, whole (200) or in part (206). */
export interface BytesAnswer {
  readonly status: 200 | 206;
  readonly mediaType: string;
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | null;
  /** e.g. `content-range`, `accept-ranges`, `content-length`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The events as bytes of `text/event-stream`, for as long as the caller stays. */
export type EventsAnswer = ReadableStream<Uint8Array<ArrayBuffer>>;

export type HandlerAnswer<E extends Endpoint> = E['answers'] extends { bytes: unknown }
  ? BytesAnswer
  : E['answers'] extends { events: unknown }
    ? EventsAnswer
    : Unchanged<Answer<E>>;

/** What is only read on its way out. */
type Unchanged<T> = T extends readonly (infer One)[]
  ? readonly Unchanged<One>[]
  : T extends object
    ? { readonly [K in keyof T]: Unchanged<T[K]> }
    : T;

/**
 * Answers one endpoint. By then the session, the request's origin and the capability have been checked.
 * It returns the answer, or throws `problem('not_found')`, `denied(decision)`, `invalid(field, message)`.
 */
export type Handler<E extends Endpoint> = (
  context: HandlerContext<E>,
) => HandlerAnswer<E> | Promise<HandlerAnswer<E>>;

/** A handler for each of these endpoints, e.g. `export const callHandlers: Handlers<'listCalls' | 'getCall'> = { … }`. */
export type Handlers<N extends AnyEndpointName> = { readonly [K in N]: Handler<WholeContract[K]> };
