import { allows, type Denial } from '@foyer/access';
import { isOfMachines, type Endpoint } from '@foyer/contract';
import { wholeContract, type AnyEndpointName } from '@foyer/contract/whole-contract';
import type { Context, Hono } from 'hono';
import { recordDenial } from '../audit/record-denial.ts';
import { cookieKey, readCookie, unsign } from '../auth/signed-cookie.ts';
import { operatorOf } from '../releases/operators.ts';
import { loadSession } from '../session/session-facts.ts';
import { keptOut, type SignedIn } from '../session/signed-in.ts';
import type { Dependencies } from './dependencies.ts';
import {
  AGENCY_CAPABILITIES,
  type BytesAnswer,
  type EventsAnswer,
  type HandlerInput,
  type Handlers,
  type RequestMeta,
} from './endpoint-handler.ts';
import { parseInput, queryObject } from './endpoint-input.ts';
import { denied, problem } from './problem.ts';
import { readBytes, readJson } from './request-body.ts';
import { requireSameOrigin } from './same-origin.ts';
import { createFreshReads, createSingleFlight } from './shared-work.ts';

/** What the surroundings of the router know of a request. */
export interface AppEnv {
  Bindings: {
    readonly meta: RequestMeta;
    /** Where pages that may change something come from. */
    readonly ownOrigin: string;
    /** What was asked for, as a pattern: the log never holds an address as it was sent. */
    readonly seen: { endpoint: string };
  };
}

/** The handlers, seen without their endpoints' types: `registerEndpoints` walks the contract, and gives each the context of its own. */
type AnyHandler = (context: Record<string, unknown>) => unknown;

/**
 * Mounts every endpoint of the contract. `handlers` has one for each, so a contract entry without one doesn't type-check; what an endpoint
 * needs is a required part of its entry. The checks stand in the order of access-model.md, "Order of checks on the server".
 */
export function registerEndpoints(
  app: Hono<AppEnv>,
  handlers: Handlers<AnyEndpointName>,
  deps: Dependencies,
): void {
  const readSession = sessionReader(deps);
  const onceAtATime = createSingleFlight<unknown>();
  for (const [name, endpoint] of byPlainnessOfPath()) {
    const handler = handlers[name] as unknown as AnyHandler;
    app.on(endpoint.method, endpoint.path, async (c) => {
      c.env.seen.endpoint = endpoint.path;
      const session = await identify(c, endpoint, readSession);
      try {
        const context = await admit(c, endpoint, deps, session);
        const body = await bodyOf(endpoint, c.req.raw);
        const input = lazyInput(endpoint, c, body);
        const work = () =>
          inTransaction(endpoint, deps, session, async (db) => {
            const given = await handler({ ...context, input, deps, request: c.env.meta, ...(db && { db }) });
            // Whatever the handler didn't read is checked before anything is committed.
            void input.query;
            void input.body;
            return given;
          });
        // A form that is sent again while it is being taken waits for that answer here. After that, and in another process, its key tells.
        const answer =
          endpoint.hasKey && session
            ? await onceAtATime(formOf(name, session, input.params, body), work)
            : await work();
        return respond(endpoint, answer, c);
      } catch (error) {
        if (session) await recordDenial(error, endpoint, name, session, c.env.meta, deps);
        throw error;
      }
    });
  }
  for (const [path, methods] of methodsByPath()) {
    app.all(path, (c) => {
      c.env.seen.endpoint = path;
      throw problem('method_not_allowed', { headers: { allow: methods.join(', ') } });
    });
  }
}

/** What makes two requests the same form, sent twice: also what it is about. */
const formOf = (name: string, { sessionId, tenant }: SignedIn, params: unknown, body: unknown): string =>
  JSON.stringify([name, sessionId, tenant?.clientId, params, body]);

async function bodyOf({ body, maxBody, rawBody }: Endpoint, request: Request): Promise<unknown> {
  if (rawBody) return readBytes(request, rawBody);
  return body ? readJson(request, maxBody) : undefined;
}

type ReadSession = (meta: Pick<RequestMeta, 'headers'>) => Promise<SignedIn | null>;

/** Checks 1 and 2: session and origin. Null for what needs no session. A connection's signature is over the body, and its handler's to check. */
async function identify(
  c: Context<AppEnv>,
  { needs }: Endpoint,
  readSession: ReadSession,
): Promise<SignedIn | null> {
  if (isOfMachines(needs)) return null;
  const session = needs === 'public' ? null : await readSession(c.env.meta);
  if (needs !== 'public' && !session) throw problem('unauthenticated');
  requireSameOrigin(c.req.raw, c.env.ownOrigin);
  return session;
}

/**
 * Checks 3 to 5: second factor, address, capability. Nothing has been looked up for the request itself by then. An operator's
 * token stands in place of all of them: no browser sends it by itself, so its origin says nothing.
 */
async function admit(c: Context<AppEnv>, endpoint: Endpoint, deps: Dependencies, session: SignedIn | null) {
  const { meta } = c.env;
  if (endpoint.needs === 'operator') {
    const operator = await operatorOf(deps.operators, meta.headers.get('authorization'));
    if (!operator) {
      const detail = 'This takes the token of an operator.';
      throw problem('unauthenticated', { detail, headers: { 'www-authenticate': 'Bearer' } });
    }
    return { session: null, operator };
  }
  if (endpoint.needs === 'public' || endpoint.needs === 'signature' || !session) return { session: null };
  const outside = keptOut(session, meta.address, endpoint.beforeSecondFactor);
  if (outside) throw problem(outside);
  const { subject, tenant, viewAs } = session;
  if (viewAs && endpoint.method !== 'GET' && !endpoint.whileViewing)
    throw problem('view_as', { denials: READ_ONLY });
  const decisions = deps.policy(subject, { tenant });
  if (endpoint.needs !== 'session') {
    const decision = decisions[endpoint.needs];
    if (!allows(decision)) throw denied(decision);
    // The policy never allows what is about a client without one; should it ever, there is still nothing to see.
    if (!tenant && !isAgencyCapability(endpoint)) throw denied({ level: 'none', denials: [] });
    deps.presence.note(session, endpoint.needs);
  }
  return { session, subject, tenant, decisions };
}

const READ_ONLY: readonly Denial[] = [{ layer: 'view_as', code: 'view_as_read_only', changeableBy: 'self' }];

const isAgencyCapability = (endpoint: Endpoint): boolean =>
  (AGENCY_CAPABILITIES as readonly string[]).includes(endpoint.needs);

function inTransaction(
  endpoint: Endpoint,
  { db }: Dependencies,
  session: SignedIn | null,
  work: (db?: object) => Promise<unknown>,
): Promise<unknown> {
  if (endpoint.needs === 'public' || endpoint.needs === 'signature' || endpoint.needs === 'session')
    return work();
  if (endpoint.needs === 'operator' || !session) return db.withSystem(work);
  // Who looks with a client's eyes reaches that client's rows alone, also where the policy were to let them into the agency's console.
  return !session.tenant || (session.mode === 'full_access' && isAgencyCapability(endpoint))
    ? db.withAgency({ agencyId: session.agency.id }, work)
    : db.withTenant(session.tenant, work);
}

/** Path first; query and body when they are read, so that a handler can answer 404 and a resource's 403 before 422. */
function lazyInput(endpoint: Endpoint, c: Context<AppEnv>, body: unknown): HandlerInput<Endpoint> {
  const params = parseInput('path', endpoint.params, c.req.param());
  const search = new URL(c.req.url).searchParams;
  let query: { value: unknown } | undefined;
  let parsedBody: { value: unknown } | undefined;
  return {
    params,
    get query() {
      query ??= { value: parseInput('query', endpoint.query, queryObject(search)) };
      return query.value;
    },
    get body() {
      parsedBody ??= { value: endpoint.rawBody ? body : parseInput('body', endpoint.body, body) };
      return parsedBody.value;
    },
  } as HandlerInput<Endpoint>;
}

function respond(endpoint: Endpoint, answer: unknown, c: Context<AppEnv>): Response {
  const headers = new Headers(c.env.meta.answerHeaders);
  if ('nothing' in endpoint.answers) return new Response(null, { status: 204, headers });
  if ('json' in endpoint.answers) {
    // Strict on the way out too: a field that the contract doesn't name is never sent.
    const text = JSON.stringify(endpoint.answers.json.parse(answer));
    headers.set('content-type', 'application/json');
    return new Response(text, { headers });
  }
  if ('events' in endpoint.answers) {
    const events = answer as EventsAnswer;
    headers.set('content-type', 'text/event-stream');
    // Proxies that gather an answer before they pass it on would pass nothing on.
    headers.set('x-accel-buffering', 'no');
    // Nobody reads the body of an answer to HEAD: what it would hold on to must be let go.
    if (c.req.raw.method === 'HEAD') void events.cancel();
    return new Response(c.req.raw.method === 'HEAD' ? null : events, { headers });
  }
  const { status, mediaType, body, headers: own } = answer as BytesAnswer;
  for (const [name, value] of Object.entries(own ?? {})) headers.set(name, value);
  headers.set('content-type', mediaType);
  return new Response(body, { status, headers });
}

/** Reads the session of a request from the database, each time. */
export function sessionReader(deps: Pick<Dependencies, 'auth' | 'clock' | 'db' | 'secret'>): ReadSession {
  const key = cookieKey(deps.secret);
  const cookie = deps.auth.$context.then((context) => context.authCookies.sessionToken.name);
  const reads = createFreshReads<SignedIn | null>();
  return async ({ headers }) => {
    const token = await unsign(readCookie(headers.get('cookie'), await cookie), await key);
    // Requests of one session that come together share a reading that began after they came: a page that opens costs one or two.
    return token === null ? null : reads(token, () => loadSession(deps.db, token, deps.clock.now()));
  };
}

/** `/api/calls/count` before `/api/calls/:callId`: the router takes the first that fits. */
function byPlainnessOfPath(): [AnyEndpointName, Endpoint][] {
  const parameters = ([, { path }]: [string, Endpoint]): number => path.split('/:').length;
  return (Object.entries(wholeContract) as [AnyEndpointName, Endpoint][]).toSorted(
    (a, b) => parameters(a) - parameters(b),
  );
}

function methodsByPath(): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const [, { path, method }] of byPlainnessOfPath()) {
    const methods = method === 'GET' ? ['GET', 'HEAD'] : [method];
    paths.set(path, [...(paths.get(path) ?? []), ...methods]);
  }
  return paths;
}
