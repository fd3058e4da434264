import { contract, type Contract, type EndpointName } from './contract.ts';
import type { Answer, Endpoint, Input } from './endpoint.ts';
import { problemSchema, type ErrorCode, type Problem } from './problem.ts';

/** Why a call of the interface failed: the server's problem, or `network` when there was no answer at all. */
export class ApiError extends Error {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly code: ErrorCode | 'network';
  /** The server's words, when it sent any. */
  readonly problem: Problem | null;

  constructor(code: ErrorCode | 'network', status: number, problem: Problem | null, cause?: unknown) {
    super(
      problem?.title ?? (code === 'network' ? 'The portal cannot be reached.' : 'Something went wrong.'),
      { cause },
    );
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.problem = problem;
  }
}

type Call<E extends Endpoint> =
  Partial<Input<E>> extends Input<E>
    ? (input?: Input<E>, options?: CallOptions) => Promise<Answer<E>>
    : (input: Input<E>, options?: CallOptions) => Promise<Answer<E>>;

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** One function an endpoint: `api.getCall({ params: { callId } })`. Each rejects with an `ApiError`. */
export type ClientOf<C extends Readonly<Record<string, Endpoint>>> = { readonly [N in keyof C]: Call<C[N]> };

/** What a page asks. */
export type Client = ClientOf<Contract>;

export interface ClientOptions<Name extends string = string> {
  /** Origin before each path; empty for the page's own. */
  readonly baseUrl?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds until a call without an answer fails as `network`. */
  readonly timeoutMs?: number;
  /** Told of each failure; the shell ends the session once on `unauthenticated`. */
  readonly onError?: (error: ApiError, endpoint: Name) => void;
}

interface AnyInput {
  params?: Record<string, string>;
  query?: Record<string, string | number | boolean | readonly string[] | null | undefined>;
  body?: unknown;
}

/**
 * Builds the path of an endpoint with its parameters and query filled in.
 * Empty and undefined query values are left out; the order of keys is theirs, so equal inputs give equal addresses.
 */
export function pathOf(endpoint: Endpoint, input: AnyInput = {}): string {
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(input.params?.[name] ?? ''),
  );
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Makes the typed client of the contract. */
export function createClient(options: ClientOptions<EndpointName> = {}): Client {
  const api = clientOf(contract, options);
  optionsOf.set(api, options);
  return api;
}

const optionsOf = new WeakMap<Client, ClientOptions<EndpointName>>();

/** Method and address of each endpoint, which is all that a client needs of them: `{ getClient: 'GET /api/clients/:clientId' }`. */
export type RoutesOf<C extends Readonly<Record<string, Endpoint>>> = {
  readonly [N in keyof C]: `${C[N]['method']} ${C[N]['path']}`;
};

/**
 * The typed client of endpoints that not every page has use for, such as those of the agency's console. It asks as `api` asks, and what becomes
 * of an ended session is the same. The routes stand where they are used and are checked against the contract's types, so that nothing
 * of it travels with other pages.
 * @example const routes: RoutesOf<ConsoleContract> = { getClient: 'GET /api/clients/:clientId', … }; clientBeside<ConsoleContract>(api, routes)
 */
export function clientBeside<C extends Readonly<Record<string, Endpoint>>>(
  api: Client,
  routes: RoutesOf<C>,
): ClientOf<C> {
  const endpoints = Object.entries<string>(routes).map(([name, route]) => {
    const [method, path] = route.split(' ');
    // What isn't JSON arrives as bytes.
    return [name, { method, path, answers: { bytes: [] } }];
  });
  // The types are those of the whole endpoints; at run time their method and address are enough. The shell's `onError` compares
  // names with those that it knows.
  return clientOf(Object.fromEntries(endpoints) as C, { ...optionsOf.get(api) } as ClientOptions<string>);
}

/** Makes the typed client of some endpoints. */
export function clientOf<C extends Readonly<Record<string, Endpoint>>>(
  endpoints: C,
  options: ClientOptions<keyof C & string>,
): ClientOf<C> {
  const send = async (
    name: keyof C & string,
    endpoint: Endpoint,
    input: AnyInput = {},
    callOptions: CallOptions = {},
  ): Promise<unknown> => {
    try {
      return await call(endpoint, input, callOptions, options);
    } catch (error) {
      if (error instanceof ApiError) options.onError?.(error, name);
      throw error;
    }
  };
  const calls = Object.entries(endpoints).map(([name, endpoint]) => [
    name,
    (input?: AnyInput, callOptions?: CallOptions) => send(name, endpoint, input, callOptions),
  ]);
  // Each function has the types of its endpoint: `call` walks the same declaration that `ClientOf` is derived from.
  return Object.fromEntries(calls) as ClientOf<C>;
}

async function call(
  endpoint: Endpoint,
  input: AnyInput,
  callOptions: CallOptions,
  options: Pick<ClientOptions, 'baseUrl' | 'fetch' | 'timeoutMs'>,
): Promise<unknown> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? 20_000);
  const request = new Request(`${options.baseUrl ?? originOfPage()}${pathOf(endpoint, input)}`, {
    method: endpoint.method,
    credentials: 'same-origin',
    headers:
      input.body === undefined
        ? { accept: 'application/json' }
        : { accept: 'application/json', 'content-type': 'application/json' },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    signal: callOptions.signal ? AbortSignal.any([callOptions.signal, timeout]) : timeout,
  });
  let response: Response;
  let payload: unknown;
  try {
    response = await (options.fetch ?? fetch)(request);
    payload = await read(endpoint, response);
  } catch (cause) {
    if (callOptions.signal?.aborted) throw cause;
    throw new ApiError('network', 0, null, cause);
  }
  if (!response.ok) {
    const problem = problemSchema.safeParse(payload);
    throw problem.success
      ? new ApiError(problem.data.code, response.status, problem.data)
      : new ApiError(response.status === 503 ? 'unavailable' : 'internal', response.status, null);
  }
  return payload;
}

async function read(endpoint: Endpoint, response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) return response.json();
  if (response.ok && 'bytes' in endpoint.answers) return response.blob();
  if (response.ok) throw new TypeError(`expected JSON, got ${type || 'nothing'}`);
  return undefined;
}

const originOfPage = (): string => (typeof location === 'undefined' ? '' : location.origin);
