import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookiesOf, createTestApp, ENGINES, json, persona, type TestApp } from '../testing/test-app.ts';
import { LIMITS } from './sign-in-limits.ts';

const OWNER = '192.0.2.10';
const GUESSER = '198.51.100.66';

describe.each(ENGINES)('signing in on %s', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ engine });
  });
  afterAll(() => test.close());

  const tryAs = async (key: string, password: string, address: string, cookie = '') => {
    const init = json({ email: persona(key).email, password });
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) };
    return test.fetch('/api/sign-in', { ...init, headers }, address);
  };
  const right = (key: string) => persona(key).password;

  it('sets a cookie that scripts and other sites cannot use, Secure behind https', async () => {
    const answer = await tryAs('keystone-staff', right('keystone-staff'), OWNER);
    expect(answer.status).toBe(204);
    const session = answer.headers.getSetCookie().find((line) => line.startsWith('foyer.session_token='));
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/SameSite=Lax/);
    expect(session).not.toMatch(/Secure/);

    const behindTls = await createTestApp({ engine, publicUrl: 'https://portal.test' });
    const { email, password } = persona('keystone-staff');
    const secure = await behindTls.fetch('/api/sign-in', json({ email, password }));
    for (const line of secure.headers.getSetCookie().filter((one) => !/Max-Age=0/.test(one))) {
      // The prefix keeps other hosts of the domain from setting it in a person's browser.
      expect(line).toMatch(/^__Host-foyer\..*; Secure/);
    }
    expect(secure.headers.get('strict-transport-security')).toContain('max-age=');
    expect((await behindTls.fetch('/api/session', { headers: { cookie: cookiesOf(secure) } })).status).toBe(
      200,
    );
    await behindTls.close();
  });

  it('tells a stranger no more than a slip of the pen', async () => {
    const slip = await tryAs('keystone-staff', 'wrong', OWNER);
    const init = json({ email: 'nobody@nowhere.example', password: 'wrong' });
    const stranger = await test.fetch('/api/sign-in', init, OWNER);
    const face = async (answer: Response) => ({
      status: answer.status,
      cookies: answer.headers.getSetCookie(),
      body: { ...((await answer.json()) as object), requestId: '' },
    });
    expect(await face(stranger)).toEqual(await face(slip));
    expect(slip.status).toBe(401);
  });

  it('slows one who guesses at an account, says for how long, and lets them try again after that', async () => {
    for (let i = 0; i < LIMITS.pair.tries; i += 1) {
      expect((await tryAs('oakfield-staff', 'wrong', GUESSER)).status).toBe(401);
    }
    const slowed = await tryAs('oakfield-staff', right('oakfield-staff'), GUESSER);
    expect(slowed.status).toBe(429);
    const wait = Number(slowed.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(60);
    expect(wait).toBeLessThanOrEqual(LIMITS.pair.window / 1000);
    test.clock.advance(wait * 1000 + 1000);
    expect((await tryAs('oakfield-staff', right('oakfield-staff'), GUESSER)).status).toBe(204);
  });

  it('counts tries that come at once', async () => {
    const tries = await Promise.all(
      Array.from({ length: LIMITS.pair.tries * 2 }, () => tryAs('oakfield-manager', 'wrong', '198.51.100.7')),
    );
    expect(tries.filter((answer) => answer.status === 401)).toHaveLength(LIMITS.pair.tries);
    expect(tries.filter((answer) => answer.status === 429)).toHaveLength(LIMITS.pair.tries);
  });

  it('does not believe a forged address', async () => {
    for (let i = 0; i <= LIMITS.pair.tries; i += 1) {
      const init = json({ email: persona('aurelia-staff').email, password: 'wrong' });
      const headers = { ...(init.headers as Record<string, string>), 'x-forwarded-for': `203.0.113.${i}` };
      const answer = await test.fetch('/api/sign-in', { ...init, headers }, '198.51.100.8');
      expect(answer.status).toBe(i < LIMITS.pair.tries ? 401 : 429);
    }
  });

  it('never locks the owner out, however many others guess', async () => {
    test.clock.advance(1000);
    const first = await tryAs('fernhill-admin', right('fernhill-admin'), OWNER);
    const device =
      cookiesOf(first)
        .split('; ')
        .find((cookie) => cookie.startsWith('foyer.device=')) ?? '';
    expect(device).not.toBe('');
    await test.db.withSystem(async (db) => {
      const known = await db
        .selectFrom('sign_in_attempts')
        .select('account_key')
        .orderBy('attempted_at', 'desc')
        .where('succeeded', '=', true)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('sign_in_attempts')
        .values(
          Array.from({ length: LIMITS.account.tries + 10 }, (_, i) => ({
            id: crypto.randomUUID(),
            account_key: known.account_key,
            address_key: `guesser ${i}`,
            succeeded: false,
            attempted_at: test.clock.now(),
          })),
        )
        .execute();
    });
    // From somewhere new the account is closed for now; where its owner has been, and on the owner's own device, it is not.
    expect((await tryAs('fernhill-admin', right('fernhill-admin'), '203.0.113.200')).status).toBe(429);
    expect((await tryAs('fernhill-admin', right('fernhill-admin'), OWNER)).status).toBe(204);
    expect((await tryAs('fernhill-admin', right('fernhill-admin'), '203.0.113.201', device)).status).toBe(
      204,
    );
    // A device's recognition is bound to the account that signed in on it.
    expect((await tryAs('fernhill-staff', 'wrong', '203.0.113.202', device)).status).toBe(401);
  });

  it('keeps no name, address or e-mail address of those who tried', async () => {
    const rows = await test.db.withSystem((db) => db.selectFrom('sign_in_attempts').selectAll().execute());
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/@|192\.0\.2|198\.51\.100/);
  });

  it('refuses an empty password before it counts', async () => {
    for (let i = 0; i <= LIMITS.pair.tries; i += 1) {
      expect((await tryAs('copperline-staff', '', GUESSER)).status).toBe(422);
    }
    expect((await tryAs('copperline-staff', right('copperline-staff'), GUESSER)).status).toBe(204);
  });
});
