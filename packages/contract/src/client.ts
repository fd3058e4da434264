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
export type Client = { readonly [N in EndpointName]: Call<Contract[N]> };

export interface ClientOptions {
  /** Origin before each path; empty for the page's own. */
  readonly baseUrl?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds until a call without an answer fails as `network`. */
  readonly timeoutMs?: number;
  /** Told of each failure; the shell ends the session once on `unauthenticated`. */
  readonly onError?: (error: ApiError, endpoint: EndpointName) => void;
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
export function createClient(options: ClientOptions = {}): Client {
  const send = async (
    name: EndpointName,
    input: AnyInput = {},
    callOptions: CallOptions = {},
  ): Promise<unknown> => {
    try {
      return await call(contract[name], input, callOptions, options);
    } catch (error) {
      if (error instanceof ApiError) options.onError?.(error, name);
      throw error;
    }
  };
  const calls = Object.keys(contract).map((name) => [
    name,
    (input?: AnyInput, callOptions?: CallOptions) => send(name as EndpointName, input, callOptions),
  ]);
  // Each function has the types of its endpoint: `call` walks the same declaration that `Client` is derived from.
  return Object.fromEntries(calls) as Client;
}

async function call(
  endpoint: Endpoint,
  input: AnyInput,
  callOptions: CallOptions,
  options: ClientOptions,
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
