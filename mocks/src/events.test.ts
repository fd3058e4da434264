import { EVENTS_PATH } from '@foyer/contract';
import { setupServer } from 'msw/node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMockServer } from './mock-server.node.ts';

/** Reads a stream until it holds `text`; what it read. */
async function readUntil(reader: ReadableStreamDefaultReader<string>, text: string): Promise<string> {
  let read = '';
  while (!read.includes(text)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`The stream ended without ${text}: ${read}`);
    read += value;
  }
  return read;
}

const readerOf = (answer: Response): ReadableStreamDefaultReader<string> =>
  answer.body!.pipeThrough(new TextDecoderStream()).getReader();

describe('the stream of events on mocks', () => {
  it('comes piece by piece through MSW, while other requests are answered beside it', async () => {
    const { handlers, origin } = await createMockServer('brightwater-admin');
    const network = setupServer(...handlers);
    network.listen({ onUnhandledFrame: 'error' });
    onTestFinished(() => network.close());
    const answer = await fetch(origin + EVENTS_PATH);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const reader = readerOf(answer);
    expect(await readUntil(reader, '\n\nevent: hello\n')).toContain('retry:');
    expect((await fetch(`${origin}/api/session`)).status).toBe(200);
    await reader.cancel();
  });

  it('ends with the session, and lets go of a page that leaves', async () => {
    const { api, fetch: ask, origin } = await createMockServer('brightwater-manager');
    const leaving = new AbortController();
    const left = readerOf(await ask(new Request(origin + EVENTS_PATH, { signal: leaving.signal })));
    const stays = readerOf(await ask(new Request(origin + EVENTS_PATH)));
    await readUntil(left, 'hello');
    await readUntil(stays, 'hello');
    leaving.abort();
    await expect(readUntil(left, 'never')).rejects.toThrow(/The stream ended|abort/);
    await api.signOut();
    await expect(readUntil(stays, 'never')).rejects.toThrow('The stream ended');
    expect((await ask(new Request(origin + EVENTS_PATH))).status).toBe(401);
  });
});

describe('what pages tell on mocks', () => {
  it('is taken and goes nowhere', async () => {
    const { fetch: ask, origin } = await createMockServer('brightwater-admin');
    const event = {
      kind: 'vital',
      shell: '1.0.0',
      route: '/calls',
      name: 'CLS',
      value: 0.01,
      rating: 'good',
    };
    const answer = await ask(
      new Request(`${origin}/api/telemetry`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ events: [event] }),
      }),
    );
    expect(answer.status).toBe(204);
  });
});
