import { describe, expect, it } from 'vitest';
import { MAX_BODY, MAX_NESTING, nesting, readJson } from './request-body.ts';

const send = (body: BodyInit, type = 'application/json') =>
  new Request('http://portal.test/', { method: 'POST', body, headers: { 'content-type': type } });

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('the body of a request', () => {
  it('is read as JSON', async () => {
    await expect(readJson(send('{"a":["b"]}', 'Application/JSON; charset=utf-8'))).resolves.toEqual({
      a: ['b'],
    });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp'])(
    'is refused as %s',
    async (type) => {
      await expect(readJson(send('{}', type))).rejects.toMatchObject({ code: 'unsupported_media_type' });
    },
  );

  it('is refused over its bound, also when its length is not announced', async () => {
    const stream = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent <= MAX_BODY; sent += 1024) controller.enqueue(new Uint8Array(1024).fill(32));
        controller.close();
      },
    });
    const streamed = new Request('http://portal.test/', {
      method: 'POST',
      body: stream,
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    } as RequestInit);
    await expect(readJson(streamed)).rejects.toMatchObject({ code: 'too_large' });
    await expect(readJson(send(`"${'a'.repeat(MAX_BODY)}"`))).rejects.toMatchObject({ code: 'too_large' });
  });

  it('is refused when it is nested too deep, before it is parsed', async () => {
    await expect(readJson(send(nested(MAX_NESTING)))).resolves.toBeDefined();
    await expect(readJson(send(nested(MAX_NESTING + 1)))).rejects.toMatchObject({ code: 'malformed' });
    await expect(readJson(send('['.repeat(100_000)))).rejects.toMatchObject({ code: 'malformed' });
  });

  it.each(['', '{', '{"a":}', new Uint8Array([0x22, 0xff, 0x22])])(
    'is refused when it is no JSON',
    async (body) => {
      await expect(readJson(send(body))).rejects.toMatchObject({ code: 'malformed' });
    },
  );

  it('counts no brackets within strings', () => {
    expect(nesting('{"[[[":"{{\\"[["}')).toBe(1);
  });
});
