import { connect } from 'node:net';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { DEMO_PASSWORD } from '../browser/sign-in.ts';
import { signInOverHttp, type SignedIn } from '../product/client.ts';

const NOWHERE = '00000000-0000-4000-8000-000000000000';
const product = inject('product');
let renata: SignedIn;
let marisol: SignedIn;

beforeAll(async () => {
  renata = await signInOverHttp(product, 'renata@brightwater.example', DEMO_PASSWORD);
  marisol = await signInOverHttp(product, 'marisol@copperline.example', DEMO_PASSWORD);
});

const long = (length: number): string => 'x'.repeat(length);

/** Every 4xx is a problem with its request's id; 422 names the field. */
async function expectProblem(answer: Response, status: number, fields?: string[]): Promise<void> {
  const text = await answer.text();
  expect(answer.status, text).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = JSON.parse(text);
  expect(problem).toMatchObject({ status, requestId: answer.headers.get('x-request-id') });
  if (fields) expect(problem.fields.map((one: { field: string }) => one.field)).toEqual(fields);
}

describe('an address', () => {
  it.each([
    ['a call’s id that is none', '/api/calls/7', 'path.callId'],
    ['one of a transcript', '/api/calls/7/transcript', 'path.callId'],
    ['one of a recording', '/api/calls/7/recording', 'path.callId'],
    ['an id with a digit too many', `/api/calls/${NOWHERE}0`, 'path.callId'],
    ['an id of NUL', '/api/calls/%00', 'path.callId'],
    ['an id of 5,000 letters', `/api/calls/${long(5_000)}`, 'path.callId'],
    ['an agent’s id that is a fox', '/api/agents/%F0%9F%A6%8A', 'path.agentId'],
    ['a cursor of NUL', '/api/calls?cursor=%00', 'query.cursor'],
    ['a cursor of somebody’s own making', '/api/calls?cursor=bm90aGluZw', 'query.cursor'],
    ['a thirteenth month', '/api/calls?from=2026-13-01', 'query.from'],
    ['a word for a day', '/api/calls?to=tomorrow', 'query.to'],
    ['a year of seven digits', '/api/calls?from=9999999-01-01', 'query.from'],
    ['a leap day in no leap year', '/api/calls/count?from=2026-02-29', 'query.from'],
    ['a billion rows', '/api/calls?limit=1e9', 'query.limit'],
    ['less than no rows', '/api/calls?limit=-1', 'query.limit'],
    ['no status', '/api/calls?status=', 'query.status'],
    ['a status of 300 letters', `/api/calls?status=${long(300)}`, 'query.status'],
    ['a direction of nobody’s', '/api/calls?direction=sideways', 'query.direction'],
    ['one sentiment of two', '/api/calls?sentiment=positive,furious', 'query.sentiment'],
    ['an outcome of nobody’s', '/api/calls?outcome=won', 'query.outcome'],
    ['a word for a project', '/api/calls?project=all', 'query.project'],
    ['a text of 201 letters', `/api/calls?text=${long(201)}`, 'query.text'],
    ['a text of 9,000 letters', `/api/calls/count?text=${long(9_000)}`, 'query.text'],
    ['a filter of nobody’s', '/api/calls?__proto__=1', 'query.__proto__'],
  ])('with %s is 422 and names the field', async (_, path, field) => {
    await expectProblem(await renata.fetch(path), 422, [field]);
  });

  it('with a cursor of somebody else’s list is 422 like any other that can’t be', async () => {
    const { nextCursor } = await marisol.api.listCalls({ query: { limit: 1 } });
    expect(nextCursor).not.toBeNull();
    await expectProblem(await renata.fetch(`/api/calls?cursor=${nextCursor}`), 422, ['query.cursor']);
  });

  it('that nobody has is 404, and says no more than the next one', async () => {
    for (const path of [
      `/api/calls/${NOWHERE}`,
      `/api/calls/${NOWHERE}/transcript`,
      `/api/agents/${NOWHERE}`,
    ])
      await expectProblem(await renata.fetch(path), 404);
  });
});

describe('a body', () => {
  const put = (path: string, body: BodyInit, type = 'application/json') =>
    renata.fetch(path, {
      method: path === '/api/sign-in' ? 'POST' : 'PUT',
      body,
      headers: { 'content-type': type },
    });
  const signIn = (body: unknown) => put('/api/sign-in', JSON.stringify(body));

  it.each([
    ['nothing in it', {}, ['body.email', 'body.password']],
    ['things of another kind', { email: 7, password: ['open'] }, ['body.email', 'body.password']],
    ['an e-mail address too short', { email: 'a', password: 'b' }, ['body.email']],
    ['one too long', { email: long(255), password: 'b' }, ['body.email']],
    ['a password too long', { email: 'ann@example.com', password: long(257) }, ['body.password']],
    ['no letter of a password', { email: 'ann@example.com', password: '' }, ['body.password']],
    ['more than is asked for', { email: 'ann@example.com', password: 'b', admin: true }, ['body.admin']],
  ])('with %s is 422 and names the fields', async (_, body, fields) => {
    await expectProblem(await signIn(body), 422, fields);
  });

  it.each([[null], [[]], ['text'], [7]])('that is no object is 422: %j', async (body) => {
    await expectProblem(await signIn(body), 422);
  });

  it('that isn’t JSON, isn’t UTF-8 or is nested without end is 400', async () => {
    await expectProblem(await put('/api/sign-in', '{"email":'), 400);
    await expectProblem(await put('/api/sign-in', ''), 400);
    await expectProblem(await put('/api/sign-in', new Uint8Array([0x22, 0xff, 0xfe, 0x22])), 400);
    await expectProblem(await put('/api/sign-in', '{"a":'.repeat(20_000)), 400);
  });

  it('of another kind is 415, one of a megabyte 413', async () => {
    await expectProblem(await put('/api/sign-in', 'email=a', 'application/x-www-form-urlencoded'), 415);
    await expectProblem(await signIn({ email: 'ann@example.com', password: long(1_000_000) }), 413);
  });
});

describe('what isn’t HTTP as a browser speaks it', () => {
  /** Sends the very bytes; answers the status line’s number, or null where the connection was just closed. */
  const say = (text: string): Promise<number | null> =>
    new Promise((resolve) => {
      const { hostname, port } = new URL(product);
      let said = '';
      const socket = connect(Number(port), hostname, () => socket.end(text));
      socket.setTimeout(10_000, () => socket.destroy());
      socket.on('data', (chunk) => (said += chunk.toString()));
      // Torn while there was more to read: what was said before counts.
      socket.on('error', () => {});
      socket.on('close', () => resolve(said ? Number(said.split(' ')[1]) : null));
    });

  it.each([
    [
      'a path that can’t be decoded',
      'GET /api/calls/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      [401, 400, 404],
    ],
    ['headers of 100 KB', `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${long(100_000)}\r\n\r\n`, [431, null]],
    [
      'two lengths',
      'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef',
      [400],
    ],
    [
      'a length and chunks',
      'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      [400],
    ],
    ['no host', 'GET /api/session HTTP/1.1\r\nConnection: close\r\n\r\n', [400]],
    [
      'a host that is none',
      'GET /api/session HTTP/1.1\r\nHost: a b/c?d\r\nConnection: close\r\n\r\n',
      [400, 401],
    ],
    ['not HTTP at all', 'EHLO example.com\r\n\r\n', [400]],
  ])('is refused and ends nothing: %s', async (_, text, statuses) => {
    expect<readonly (number | null)[]>(statuses).toContain(await say(text));
    expect((await fetch(`${product}/readyz`)).status).toBe(200);
  });
});
