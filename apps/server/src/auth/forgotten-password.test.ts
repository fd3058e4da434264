import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lettersTo, tokenFor } from '../testing/mailbox.ts';
import { cookiesOf, createTestApp, ENGINES, json, persona, type TestApp } from '../testing/test-app.ts';
import { LIMITS } from './sign-in-limits.ts';

const HOUR = 3_600_000;
const PASSWORD = 'another way into it';

describe.each(ENGINES)('a forgotten password, on %s,', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ engine });
  });
  afterAll(() => test.close());

  const forgot = (email: string, address?: string) =>
    test.fetch('/api/password/forgotten', json({ email }), address);
  const reset = (token: string, password = PASSWORD) =>
    test.fetch('/api/password/reset', json({ token, password }));
  const signIn = (email: string, password: string) => test.fetch('/api/sign-in', json({ email, password }));

  it('is replaced with a link of a letter, which ends what was open and signs in', async () => {
    const { email, password } = persona('keystone-manager');
    const open = await test.signIn('keystone-manager');
    expect((await forgot(email.toUpperCase())).status).toBe(204);
    const [letter] = await lettersTo(test, email);
    expect(letter).toContain('from Larkspur Voice');
    const token = await tokenFor(test, email);
    expect((await reset(token, 'too short')).status).toBe(422);
    const answer = await reset(token);
    expect(answer.status).toBe(204);
    expect((await test.fetch('/api/session', { headers: { cookie: cookiesOf(answer) } })).status).toBe(200);
    expect((await open.fetch('/api/session')).status).toBe(401);
    expect((await signIn(email, password)).status).toBe(401);
    expect((await signIn(email, PASSWORD)).status).toBe(204);
    expect((await reset(token)).status).toBe(404);
  });

  it('is answered in the same way whoever asks, and only who signs in gets a letter', async () => {
    const disabled = persona('keystone-staff');
    await test.db.withSystem((db) =>
      db
        .updateTable('memberships')
        .set({ disabled_at: test.clock.now() })
        .where('person_id', '=', disabled.id)
        .execute(),
    );
    const faces = [];
    for (const email of [persona('keystone-admin').email, disabled.email, 'nobody@nowhere.example']) {
      const answer = await forgot(email, '192.0.2.77');
      faces.push([answer.status, answer.headers.getSetCookie(), await answer.text()]);
    }
    expect(new Set(faces.map((face) => JSON.stringify(face))).size).toBe(1);
    expect(await lettersTo(test, persona('keystone-admin').email)).toHaveLength(1);
    expect(await lettersTo(test, disabled.email)).toEqual([]);
    expect(await lettersTo(test, 'nobody@nowhere.example')).toEqual([]);
  });

  it('has links that hold for an hour, the newest alone, and once', async () => {
    const { email } = persona('oakfield-manager');
    await forgot(email);
    const first = await tokenFor(test, email);
    test.clock.advance(1000);
    await forgot(email);
    const second = await tokenFor(test, email);
    expect((await reset(first)).status).toBe(404);
    test.clock.advance(HOUR);
    expect((await reset(second)).status).toBe(404);
    await forgot(email);
    const third = await tokenFor(test, email);
    const answers = await Promise.all([reset(third), reset(third), reset(third)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 404, 404]);
  });

  it('can’t be used to fill somebody’s letter box', async () => {
    const { email } = persona('aurelia-admin');
    const answers = [];
    for (let i = 0; i <= LIMITS.pair.tries; i += 1) answers.push((await forgot(email)).status);
    expect(answers.at(-1)).toBe(429);
    expect(await lettersTo(test, email)).toHaveLength(LIMITS.pair.tries);
  });
});
