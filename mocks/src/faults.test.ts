import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ApiError, createClient, type Client } from '@foyer/contract';
import type { Fault, Faults } from './fault.ts';
import { SLOW_MS } from './fault.ts';
import { faultyAnswer } from './faulty-answer.ts';
import { createHandlers } from './handlers.ts';
import { createMockServer } from './mock-server.node.ts';

describe('a page whose requests go wrong', () => {
  const network = setupServer();
  let api: Client;
  let faults: Faults = {};

  beforeAll(async () => {
    const server = await createMockServer('brightwater-admin');
    network.use(...createHandlers(server.fetch, () => faults));
    network.listen({ onUnhandledFrame: 'error' });
    api = createClient({ baseUrl: server.origin });
  });
  afterEach(() => {
    faults = {};
  });
  afterAll(() => network.close());

  const failure = (call: Promise<unknown>) =>
    call.then(
      () => expect.fail('It was answered.'),
      (error: unknown) => error as ApiError,
    );

  it('is told of an error on the server, with a request id', async () => {
    faults = { listCalls: 'failing' };
    const error = await failure(api.listCalls());
    expect(error).toMatchObject({ status: 500, code: 'internal', problem: { requestId: 'mock-failure' } });
  });

  it('is refused, with a reason', async () => {
    faults = { listCalls: 'forbidden' };
    const error = await failure(api.listCalls());
    expect(error).toMatchObject({ status: 403, code: 'denied' });
    expect(error.problem?.denials).toEqual([expect.objectContaining({ layer: 'role' })]);
  });

  it('gets words that are no answer', async () => {
    faults = { listCalls: 'malformed' };
    const error = await failure(api.listCalls());
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  it('finds nobody there', async () => {
    faults = { listCalls: 'offline' };
    expect(await failure(api.listCalls())).toMatchObject({ status: 0, code: 'network' });
  });

  it('waits for ever, until it gives up', async () => {
    faults = { listCalls: 'hanging' };
    const patience = new AbortController();
    const settled = vi.fn<() => void>();
    const call = api.listCalls({}, { signal: patience.signal });
    call.then(settled, settled);
    // What is asked later is answered in the meantime.
    await api.getSession();
    expect(settled).not.toHaveBeenCalled();
    patience.abort();
    await expect(call).rejects.toThrow(/abort/);
  });

  it('gets the right answer late', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const settled = vi.fn<(answer: Response | null) => void>();
    void faultyAnswer('slow', new Request('http://localhost/api/calls')).then(settled);
    await vi.advanceTimersByTimeAsync(SLOW_MS - 1);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    expect(settled).toHaveBeenCalledExactlyOnceWith(null);
  });

  it('fails in one place only, where only one endpoint does', async () => {
    faults = { getCall: 'failing' };
    const { items } = await api.listCalls({ query: { limit: 1 } });
    expect((await api.countCalls()).count).toBeGreaterThan(0);
    const error = await failure(api.getCall({ params: { callId: items[0]?.id ?? '' } }));
    expect(error.code).toBe('internal');
  });

  it.each(['failing', 'forbidden', 'malformed', 'offline'] satisfies Fault[])(
    'still stands when all of it is %s, but for the session, unless that is meant',
    async (fault) => {
      faults = { all: fault };
      expect((await api.getSession()).person.name).toBe('Renata Oyelaran');
      expect(await failure(api.listCalls())).toBeInstanceOf(ApiError);
      faults = { getSession: fault };
      expect(await failure(api.getSession())).toBeInstanceOf(ApiError);
      expect((await api.listCalls()).items).not.toEqual([]);
    },
  );
});
