import { brotliDecompressSync } from 'node:zlib';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { App } from '../app.ts';
import { listen, type Listening } from './listen.node.ts';

let server: Listening | undefined;
afterEach(() => server?.close(0));

const start = async (fetch: App['fetch']): Promise<string> => {
  server = await listen({ fetch }, { port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${server.port}`;
};

describe('a listening server', () => {
  it('finishes what is running before it ends, and takes nothing new', async () => {
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const url = await start(async () => {
      begun.resolve();
      await go.promise;
      return new Response('done');
    });
    const running = fetch(url);
    await begun.promise;
    const ended = server?.close(5_000);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    go.resolve();
    expect(await (await running).text()).toBe('done');
    await ended;
  });

  it('is not held up by a connection on which nothing was ever asked', async () => {
    const url = await start(async () => new Response('done'));
    const ahead = connect(Number(new URL(url).port), '127.0.0.1');
    await once(ahead, 'connect');
    // Once this is answered, the connection before it was taken too.
    expect(await (await fetch(url)).text()).toBe('done');
    const closed = once(ahead, 'close');
    const began = performance.now();
    await server?.close(5_000);
    await closed;
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('does not wait for ever for what hangs', async () => {
    const begun = Promise.withResolvers<void>();
    const url = await start(() => {
      begun.resolve();
      return new Promise<Response>(() => {});
    });
    const running = fetch(url).catch(() => 'cut off');
    await begun.promise;
    await server?.close(50);
    expect(await running).toBe('cut off');
  });

  it('tells the app the other end of the socket', async () => {
    const url = await start(async (_request, info) => new Response(info?.address ?? ''));
    expect(await (await fetch(url)).text()).toMatch(/^(::ffff:)?127\.0\.0\.1$/);
  });

  it('compresses text as it is accepted, and leaves the rest alone', async () => {
    const long = JSON.stringify({ text: 'again '.repeat(1_000) });
    const url = await start(
      async (request) =>
        new Response(long, {
          headers: { 'content-type': request.url.endsWith('/audio') ? 'audio/mpeg' : 'application/json' },
        }),
    );
    const get = (path: string, accept: string) =>
      new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
        httpRequest(url + path, { headers: { 'accept-encoding': accept } }, (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () =>
            resolve({ encoding: answer.headers['content-encoding'], body: Buffer.concat(parts) }),
          );
        })
          .on('error', reject)
          .end();
      });
    const small = await get('/json', 'gzip, br');
    expect(small.encoding).toBe('br');
    expect(small.body.length).toBeLessThan(200);
    expect(brotliDecompressSync(small.body).toString()).toBe(long);
    expect((await get('/json', 'identity')).body.toString()).toBe(long);
    expect((await get('/audio', 'br')).encoding).toBeUndefined();
  });
});
