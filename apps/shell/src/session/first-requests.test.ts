import { describe, expect, it, vi } from 'vitest';
import { createResponseStash } from './first-requests.ts';

function setUp(answer: (url: string) => Promise<Response> = async (url) => new Response(`of ${url}`)) {
  let time = 0;
  const send = vi.fn<(input: Request | string) => Promise<Response>>((input) =>
    answer(typeof input === 'string' ? input : new URL(input.url).pathname + new URL(input.url).search),
  );
  const stash = createResponseStash(send, () => time);
  const ask = async (path: string, init?: RequestInit) =>
    (await stash.fetch(new Request(`https://portal.example${path}`, init))).text();
  return { stash, send, ask, later: (ms: number) => (time += ms) };
}

describe('a page whose requests were sent ahead', () => {
  it('gets their answers without asking again, each once', async () => {
    const { stash, send, ask } = setUp();
    stash.ahead(['/api/calls?limit=100', '/api/calls/count']);
    expect(await ask('/api/calls?limit=100')).toBe('of /api/calls?limit=100');
    expect(send).toHaveBeenCalledTimes(2);
    await ask('/api/calls?limit=100');
    expect(send).toHaveBeenCalledTimes(3);
  });

  it('asks by itself for anything else, for what is too old, and for what changes something', async () => {
    const { stash, send, ask, later } = setUp();
    stash.ahead(['/api/calls']);
    await ask('/api/calls?status=missed');
    await ask('/api/calls', { method: 'POST' });
    expect(send).toHaveBeenCalledTimes(3);
    later(15_001);
    await ask('/api/calls');
    expect(send).toHaveBeenCalledTimes(4);
  });

  it('asks by itself after one that failed, so that nobody is shown an old failure', async () => {
    let well = false;
    const { stash, ask } = setUp(async () => {
      if (!well) throw new TypeError('Failed to fetch');
      return new Response('well');
    });
    stash.ahead(['/api/agents']);
    await Promise.resolve();
    well = true;
    expect(await ask('/api/agents')).toBe('well');
  });

  it('never gets what another session asked for', async () => {
    const { stash, send, ask } = setUp();
    stash.ahead(['/api/agents']);
    stash.drop();
    await ask('/api/agents');
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('doesn’t ask twice while a pointer goes to and fro', () => {
    const { stash, send } = setUp();
    stash.ahead(['/api/agents']);
    stash.ahead(['/api/agents']);
    expect(send).toHaveBeenCalledTimes(1);
  });
});
