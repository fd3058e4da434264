import { clientOf } from '@foyer/contract';
import { credentialEndpoints } from '@foyer/contract/credentials';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientId } from '../seed/demo.ts';
import { consoleOf } from '../testing/console-client.ts';
import {
  cookiesOf,
  createTestApp,
  ENGINES,
  json,
  ORIGIN,
  persona,
  type TestApp,
} from '../testing/test-app.ts';
import { LIMITS } from './sign-in-limits.ts';

const STEP = 30_000;
const DAY = 86_400_000;

describe.each(ENGINES)('a second factor, on %s,', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ engine });
  });
  afterAll(() => test.close());

  /** What an authenticator with this secret shows, so many steps from now. */
  const shown = (secret: string, steps = 0): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: test.clock.now().getTime() + steps * STEP,
    });

  /** Somebody in a browser that keeps its cookies. */
  function browserOf(key: string, address = '192.0.2.1') {
    const jar = new Map<string, string>();
    const send = async (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.set('cookie', [...jar].map((pair) => pair.join('=')).join('; '));
      const answer = await test.fetch(path, { ...init, headers }, address);
      for (const cookie of cookiesOf(answer).split('; ').filter(Boolean)) {
        const at = cookie.indexOf('=');
        jar.set(cookie.slice(0, at), cookie.slice(at + 1));
      }
      return answer;
    };
    const { email, password } = persona(key);
    return {
      jar,
      fetch: send,
      signIn: () => send('/api/sign-in', json({ email, password })),
      owes: async () => ((await (await send('/api/session')).json()) as { owes: string }).owes,
      api: clientOf(credentialEndpoints, {
        baseUrl: ORIGIN,
        fetch: async (one) =>
          send(one.url, {
            method: one.method,
            headers: one.headers,
            ...(one.body && { body: await one.text() }),
          }),
      }),
    };
  }
  const password = persona('brightwater-admin').password;

  /** Signs in and enrols; the authenticator's secret and the recovery codes. */
  async function enrolled(key: string) {
    const browser = browserOf(key);
    await browser.signIn();
    const { secret } = await browser.api.beginEnrolment({ body: { password } });
    const { recoveryCodes } = await browser.api.confirmEnrolment({ body: { code: shown(secret) } });
    test.clock.advance(STEP);
    return { browser, secret, recoveryCodes };
  }
  const write = (query: ReturnType<typeof sql>) => test.db.withSystem((db) => query.execute(db));
  const setPolicy = (client: string, policy: string, on: boolean) =>
    write(sql`insert into client_policies (tenant_id, policy, enabled) values (${clientId(client)}, ${policy}, ${on})
      on conflict (tenant_id, policy) do update set enabled = ${on}`);

  it('is enrolled with the password and a first code, and asked for from then on', async () => {
    const browser = browserOf('brightwater-admin');
    await browser.signIn();
    await expect(browser.api.beginEnrolment({ body: {} })).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
    const { secret, uri } = await browser.api.beginEnrolment({ body: { password } });
    expect(uri).toContain(`otpauth://totp/Larkspur%20Voice:renata%40brightwater.example?`);
    expect(uri).toContain(`secret=${secret}`);
    // Not in force before its first code.
    expect(await browser.api.getSecondFactor()).toMatchObject({ enrolled: false, owes: 'nothing' });
    const { recoveryCodes } = await browser.api.confirmEnrolment({ body: { code: shown(secret) } });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await browser.api.getSecondFactor()).toEqual({
      enrolled: true,
      owes: 'nothing',
      requiredBy: null,
      recoveryCodesLeft: 10,
      mayRemember: false,
    });
    expect((await browser.fetch('/api/calls')).status).toBe(200);

    test.clock.advance(STEP);
    const again = browserOf('brightwater-admin');
    await again.signIn();
    expect(await again.owes()).toBe('code');
    await again.api.verifySecondFactor({ body: { code: shown(secret) } });
    expect(await again.owes()).toBe('nothing');
    expect((await again.fetch('/api/calls')).status).toBe(200);
  });

  it('leaves whoever owes it the way to meet it and the way out, and nothing else', async () => {
    await enrolled('brightwater-manager');
    const browser = browserOf('brightwater-manager');
    await browser.signIn();
    for (const path of ['/api/calls', '/api/agents', '/api/clients', '/api/events']) {
      const answer = await browser.fetch(path);
      expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        path,
        403,
        'mfa',
      ]);
    }
    for (const path of ['/api/mfa/recovery-codes', '/api/mfa/disable'])
      expect((await browser.fetch(path, json({ code: '000000' }))).status).toBe(403);
    const session = (await (await browser.fetch('/api/session')).json()) as {
      remotes: unknown[];
      projects: unknown[];
      decisions: Record<string, { level: string }>;
    };
    expect(session.remotes).toEqual([]);
    expect(session.projects).toEqual([]);
    expect(Object.values(session.decisions).filter(({ level }) => level !== 'none')).toEqual([]);
    expect(await browser.api.getSecondFactor()).toMatchObject({ owes: 'code', recoveryCodesLeft: 0 });
    // An authenticator of one's own is no way round the one that is owed.
    await expect(browser.api.beginEnrolment({ body: { password } })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await browser.fetch('/api/sign-out', { method: 'POST' })).status).toBe(204);
  });

  it('takes each code once, one step to either side, and none of an earlier step', async () => {
    const { secret } = await enrolled('brightwater-staff');
    const code = (steps: number) => ({ body: { code: shown(secret, steps) } });
    const signedIn = async () => {
      const browser = browserOf('brightwater-staff');
      await browser.signIn();
      return browser;
    };
    const wrong = { status: 422, problem: { fields: [{ field: 'body.code' }] } };
    const first = await signedIn();
    await expect(first.api.verifySecondFactor(code(2))).rejects.toMatchObject(wrong);
    await first.api.verifySecondFactor(code(1));
    const second = await signedIn();
    await expect(second.api.verifySecondFactor(code(1))).rejects.toMatchObject(wrong);
    await expect(second.api.verifySecondFactor(code(0))).rejects.toMatchObject(wrong);
    test.clock.advance(2 * STEP);
    const many = await Promise.all(Array.from({ length: 3 }, signedIn));
    const tries = await Promise.allSettled(many.map(({ api }) => api.verifySecondFactor(code(-1 + 1))));
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('is met by each recovery code once, however it is typed', async () => {
    const { recoveryCodes, secret } = await enrolled('keystone-admin');
    const [first = '', second = ''] = recoveryCodes;
    const browser = browserOf('keystone-admin');
    await browser.signIn();
    await browser.api.verifySecondFactor({
      body: { code: ` ${first.toUpperCase().replaceAll('-', ' ')} ` },
    });
    expect(await browser.owes()).toBe('nothing');
    expect(await browser.api.getSecondFactor()).toMatchObject({ recoveryCodesLeft: 9 });
    const again = browserOf('keystone-admin');
    await again.signIn();
    await expect(again.api.verifySecondFactor({ body: { code: first } })).rejects.toMatchObject({
      status: 422,
    });
    await again.api.verifySecondFactor({ body: { code: second } });

    const { recoveryCodes: fresh } = await again.api.remakeRecoveryCodes({ body: { code: shown(secret) } });
    const third = browserOf('keystone-admin');
    await third.signIn();
    await expect(
      third.api.verifySecondFactor({ body: { code: recoveryCodes[2] ?? '' } }),
    ).rejects.toMatchObject({ status: 422 });
    await third.api.verifySecondFactor({ body: { code: fresh[0] ?? '' } });
  });

  it('can’t be guessed: wrong codes are counted as wrong passwords are', async () => {
    const { secret } = await enrolled('oakfield-admin');
    const browser = browserOf('oakfield-admin');
    await browser.signIn();
    for (let i = 0; i < LIMITS.pair.tries; i += 1)
      await expect(browser.api.verifySecondFactor({ body: { code: '000000' } })).rejects.toMatchObject({
        status: 422,
      });
    await expect(browser.api.verifySecondFactor({ body: { code: shown(secret) } })).rejects.toMatchObject({
      code: 'rate_limited',
    });
    test.clock.advance(LIMITS.pair.window + 1);
    await browser.api.verifySecondFactor({ body: { code: shown(secret) } });
  });

  it('that a company requires is enrolled at sign-in, before anything else, and not turned off', async () => {
    const open = await test.signIn('aurelia-manager');
    await setPolicy('aurelia', 'require_mfa', true);
    // Of the session that is open, too.
    expect((await open.fetch('/api/calls')).status).toBe(403);
    const browser = browserOf('aurelia-manager');
    await browser.signIn();
    expect(await browser.owes()).toBe('enrolment');
    // The password has just been given.
    const { secret } = await browser.api.beginEnrolment({ body: {} });
    await browser.api.confirmEnrolment({ body: { code: shown(secret) } });
    expect((await browser.fetch('/api/calls')).status).toBe(200);
    test.clock.advance(STEP);
    expect(await browser.api.getSecondFactor()).toMatchObject({ requiredBy: 'company' });
    const off = { body: { code: shown(secret) } };
    await expect(browser.api.disableSecondFactor(off)).rejects.toMatchObject({ code: 'conflict' });
    await setPolicy('aurelia', 'require_mfa', false);
    await browser.api.disableSecondFactor(off);
    const after = browserOf('aurelia-manager');
    await after.signIn();
    expect(await after.owes()).toBe('nothing');
  });

  it('isn’t asked for in a remembered browser, for thirty days, while the company allows it', async () => {
    await setPolicy('copperline', 'remembered_devices', true);
    const { browser, secret } = await enrolled('copperline-manager');
    await browser.signIn();
    await browser.api.verifySecondFactor({ body: { code: shown(secret), remember: true } });
    await browser.signIn();
    expect(await browser.owes()).toBe('nothing');
    // Another person in the same browser, and the same person in another one, are not who was remembered.
    const other = browserOf('copperline-manager');
    await other.signIn();
    expect(await other.owes()).toBe('code');

    const agency = consoleOf(await test.signIn('tidewell-agency'));
    const params = { clientId: clientId('copperline'), personId: persona('copperline-manager').id };
    const { remembered, items } = await agency.listPersonSessions({ params });
    expect(remembered).toHaveLength(1);
    expect(items.map(({ secondFactor }) => secondFactor).sort()).toEqual([
      'code',
      'code',
      'outstanding',
      'remembered',
    ]);
    // What it vouched for goes with it, and with the policy.
    await setPolicy('copperline', 'remembered_devices', false);
    expect(await browser.owes()).toBe('code');
    await setPolicy('copperline', 'remembered_devices', true);
    expect(await browser.owes()).toBe('nothing');
    await agency.endPersonSession({ params: { ...params, sessionId: remembered[0]?.id ?? '' } });
    expect(await browser.owes()).toBe('code');
    await browser.signIn();
    expect(await browser.owes()).toBe('code');

    test.clock.advance(STEP);
    await browser.api.verifySecondFactor({ body: { code: shown(secret), remember: true } });
    test.clock.advance(30 * DAY + 1);
    await browser.signIn();
    expect(await browser.owes()).toBe('code');
  });

  it('that was lost is reset by the agency: sessions end, and the next sign-in needs none', async () => {
    const { browser } = await enrolled('fernhill-manager');
    const agency = consoleOf(await test.signIn('tidewell-agency'));
    const params = { clientId: clientId('fernhill'), personId: persona('fernhill-manager').id };
    expect(await agency.resetPersonMfa({ params })).toMatchObject({
      sessions: 0,
      mfa: { enrolled: false },
    });
    expect((await browser.fetch('/api/session')).status).toBe(401);
    await browser.signIn();
    expect(await browser.owes()).toBe('nothing');
  });

  it('is not in the database to be read', async () => {
    const { secret, recoveryCodes } = await enrolled('keystone-staff');
    const rows = await test.db.withSystem(async (db) => [
      await db.selectFrom('second_factors').selectAll().execute(),
      await db.selectFrom('recovery_codes').selectAll().execute(),
      await db.selectFrom('audit_entries').selectAll().execute(),
      await db.selectFrom('sign_in_attempts').selectAll().execute(),
    ]);
    const text = JSON.stringify([rows, test.log]);
    for (const kept of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
      expect(text).not.toContain(kept);
  });
});
