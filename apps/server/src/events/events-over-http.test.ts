import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen, type Listening } from '../platform/listen.node.ts';
import { createTestApp, type TestApp, type TestPerson } from '../testing/test-app.ts';
import { readEvents } from '../testing/read-events.ts';

let test: TestApp;
let server: Listening;
let person: TestPerson;
beforeAll(async () => {
  test = await createTestApp();
  server = await listen(test.app, { port: 0, host: '127.0.0.1' });
  person = await test.signIn('brightwater-admin');
});
afterAll(() => test.close());

const open = (signal?: AbortSignal) =>
  fetch(`http://127.0.0.1:${server.port}/api/events`, {
    headers: { cookie: person.cookie },
    ...(signal && { signal }),
  });

it('a page that is closed leaves its place to another', async () => {
  const leaving = new AbortController();
  for (let i = 0; i < 20; i += 1) {
    const answer = await open(leaving.signal);
    expect((await readEvents(answer).next())?.event).toBe('hello');
  }
  expect((await open()).status).toBe(429);
  leaving.abort();
  await expect
    .poll(async () => {
      const answer = await open();
      await answer.body?.cancel();
      return answer.status;
    })
    .toBe(200);
});

it('a server that ends says goodbye to open pages, and isn’t held up by them', async () => {
  const events = readEvents(await open());
  await events.next();
  const began = performance.now();
  test.app.close();
  const ended = server.close(10_000);
  expect(await events.next()).toBeNull();
  await ended;
  expect(performance.now() - began).toBeLessThan(3_000);
});
