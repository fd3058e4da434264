import { describe, expect, it } from 'vitest';
import { ApiError, clientBeside, createClient, pathOf, type RoutesOf } from './client.ts';
import type { ConsoleContract } from './console.ts';
import { contract } from './contract.ts';

const id = '0b0e7a5e-57d1-4b6c-8f4e-7a3f0d6d4c11';
const answering = (response: () => Response | Promise<Response>) =>
  createClient({ baseUrl: 'http://portal.test', fetch: async () => response() });
const failure = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error = await promise.then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};

describe('the address of an endpoint', () => {
  it('carries path parameters and only the query that is set', () => {
    expect(pathOf(contract.getCall, { params: { callId: id } })).toBe(`/api/calls/${id}`);
    expect(
      pathOf(contract.listCalls, { query: { status: 'missed', text: '', from: undefined, limit: 20 } }),
    ).toBe('/api/calls?status=missed&limit=20');
  });

  it('cannot be led elsewhere by what a parameter holds', () => {
    expect(pathOf(contract.getCall, { params: { callId: '../session?x=1#' } })).toBe(
      '/api/calls/..%2Fsession%3Fx%3D1%23',
    );
  });
});

describe('the client', () => {
  it('sends a body as JSON and answers nothing for 204', async () => {
    let seen: Request | undefined;
    const api = createClient({
      baseUrl: 'http://portal.test',
      fetch: async (request) => {
        seen = request;
        return new Response(null, { status: 204 });
      },
    });
    expect(await api.signIn({ body: { email: 'a@b.test', password: 'x' } })).toBeUndefined();
    expect(seen?.method).toBe('POST');
    expect(seen?.headers.get('content-type')).toBe('application/json');
    expect(await seen?.json()).toEqual({ email: 'a@b.test', password: 'x' });
  });

  it("rejects with the server's problem", async () => {
    const body = {
      type: 'about:blank',
      title: 'You may not do this.',
      status: 403,
      code: 'denied',
      requestId: 'r-1',
      denials: [{ layer: 'grant', code: 'grant_off', changeableBy: 'agency', grant: 'view_calls' }],
    };
    const told: string[] = [];
    const api = createClient({
      baseUrl: 'http://portal.test',
      fetch: async () =>
        new Response(JSON.stringify(body), {
          status: 403,
          headers: { 'content-type': 'application/problem+json' },
        }),
      onError: (error, name) => told.push(`${name} ${error.code}`),
    });
    const error = await failure(api.listCalls());
    expect(error.status).toBe(403);
    expect(error.code).toBe('denied');
    expect(error.problem?.requestId).toBe('r-1');
    expect(told).toEqual(['listCalls denied']);
  });

  it('calls an answer that is not the interface’s a failure, not data', async () => {
    const html = () =>
      new Response('<!doctype html>', { status: 200, headers: { 'content-type': 'text/html' } });
    expect((await failure(answering(html).getSession())).code).toBe('network');
    const gateway = () => new Response('Bad gateway', { status: 502 });
    expect((await failure(answering(gateway).getSession())).code).toBe('internal');
    const gone = () => new Response('', { status: 503 });
    expect((await failure(answering(gone).getSession())).code).toBe('unavailable');
  });

  it('reports no answer as network, and an abort of the caller as that abort', async () => {
    const down = () => Promise.reject(new TypeError('fetch failed'));
    expect(await failure(answering(down).getSession())).toMatchObject({ code: 'network', status: 0 });
    const stop = AbortSignal.abort(new DOMException('left the page', 'AbortError'));
    const aborted = answering(down).getSession({}, { signal: stop });
    await expect(aborted).rejects.toBeInstanceOf(TypeError);
  });

  it('has others beside it, for which a page carries no more than their addresses', async () => {
    const told: string[] = [];
    let seen: Request | undefined;
    const api = createClient({
      baseUrl: 'http://portal.test',
      fetch: async (request) => {
        seen = request;
        return Response.json({ status: 412 }, { status: 412 });
      },
      onError: (error, name) => told.push(`${name} ${error.status}`),
    });
    type Asked = Pick<ConsoleContract, 'renameClient'>;
    const routes: RoutesOf<Asked> = { renameClient: 'PUT /api/clients/:clientId/name' };
    const beside = clientBeside<Asked>(api, routes);
    await failure(beside.renameClient({ params: { clientId: id }, body: { version: 3, name: 'Ada' } }));
    expect([seen?.method, seen?.url]).toEqual(['PUT', `http://portal.test/api/clients/${id}/name`]);
    expect(await seen?.json()).toEqual({ version: 3, name: 'Ada' });
    expect(told).toEqual(['renameClient 412']);
  });
});
