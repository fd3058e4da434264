import { clientOf } from '@foyer/contract';
import { peopleEndpoints } from '@foyer/contract/people';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientId, projectId } from '../seed/demo.ts';
import { lettersTo, tokenFor } from '../testing/mailbox.ts';
import {
  cookiesOf,
  createTestApp,
  ENGINES,
  json,
  ORIGIN,
  persona,
  type TestApp,
} from '../testing/test-app.ts';

const DAY = 86_400_000;
const brightwater = clientId('brightwater');
const PASSWORD = 'a longer way in';

describe.each(ENGINES)('an invitation, on %s,', (engine) => {
  let test: TestApp;
  let agency: Awaited<ReturnType<TestApp['signIn']>>;
  beforeAll(async () => {
    test = await createTestApp({ engine });
  });
  // Sessions end with time as invitations do.
  beforeEach(async () => {
    agency = await test.signIn('larkspur-agency');
  });
  afterAll(() => test.close());

  const api = () =>
    clientOf(peopleEndpoints, {
      baseUrl: ORIGIN,
      fetch: async (one) =>
        agency.fetch(one.url, {
          method: one.method,
          headers: one.headers,
          ...(one.body && { body: await one.text() }),
        }),
    });
  const invite = (email: string, body: object = {}) =>
    api().invitePerson({
      params: { clientId: brightwater },
      body: { email, name: 'Ottoline Brack', role: 'client_staff', projects: 'all', ...body },
    });
  const read = (token: string) => test.fetch('/api/invitations/read', json({ token }));
  const accept = (token: string, body: object = {}) =>
    test.fetch(
      '/api/invitations/accept',
      json({ token, name: 'Ottoline Brack', password: PASSWORD, ...body }),
    );
  const faceOf = async (answer: Response) => [
    answer.status,
    answer.headers.getSetCookie(),
    { ...((await answer.json()) as object), requestId: '' },
  ];

  it('brings somebody in with the role and the projects that the agency chose', async () => {
    const elm = projectId('brightwater', 'elm');
    const invitation = await invite('Ottoline@Brightwater.example', { projects: [elm] });
    expect(invitation).toMatchObject({
      email: 'ottoline@brightwater.example',
      invitedBy: persona('larkspur-agency').name,
      state: 'open',
      projects: [{ id: elm, name: 'Elm Park' }],
      expiresAt: new Date(test.clock.now().getTime() + 7 * DAY).toISOString(),
    });
    const [letter] = await lettersTo(test, 'ottoline@brightwater.example');
    expect(letter).toContain('Brightwater Dental');
    expect(letter).toContain('from Larkspur Voice');
    const token = await tokenFor(test, 'ottoline@brightwater.example');
    expect(await (await read(token)).json()).toMatchObject({
      email: 'ottoline@brightwater.example',
      client: 'Brightwater Dental',
      branding: { name: 'Larkspur Voice' },
    });

    const answer = await accept(token, { name: 'Ottoline B.' });
    expect(answer.status).toBe(204);
    const session = await test.fetch('/api/session', { headers: { cookie: cookiesOf(answer) } });
    expect(await session.json()).toMatchObject({
      person: { name: 'Ottoline B.', email: 'ottoline@brightwater.example' },
      role: 'client_staff',
      projects: [{ id: elm }],
      client: { id: brightwater },
    });
    const { items, invitations } = await api().listPeople({ params: { clientId: brightwater } });
    expect(items.map(({ name }) => name)).toContain('Ottoline B.');
    expect(invitations).toEqual([]);
  });

  it('that is used, expired, revoked, sent again or made up is told apart by nobody', async () => {
    const stranger = await faceOf(await accept('made-up'));
    expect(stranger[0]).toBe(404);
    const tokens: string[] = [];
    for (const email of ['used@b.example', 'revoked@b.example', 'expired@b.example', 'again@b.example']) {
      const { id } = await invite(email);
      const token = await tokenFor(test, email);
      tokens.push(token);
      const params = { clientId: brightwater, invitationId: id };
      if (email.startsWith('used')) expect((await accept(token)).status).toBe(204);
      if (email.startsWith('revoked')) await api().revokeInvitation({ params });
      if (email.startsWith('again')) {
        test.clock.advance(61_000);
        await api().resendInvitation({ params });
        expect(await tokenFor(test, email)).not.toBe(token);
      }
    }
    test.clock.advance(7 * DAY - 61_000);
    for (const token of tokens) {
      expect(await faceOf(await accept(token))).toEqual(stranger);
      expect((await read(token)).status).toBe(404);
    }
    // The one that was sent again a minute later still holds for that minute; then it is over by the server's clock.
    const again = await tokenFor(test, 'again@b.example');
    expect((await read(again)).status).toBe(200);
    test.clock.advance(61_000);
    expect((await read(again)).status).toBe(404);
    agency = await test.signIn('larkspur-agency');
    const { invitations } = await api().listPeople({ params: { clientId: brightwater } });
    expect(invitations.map(({ email, state }) => [email, state])).toEqual([
      ['again@b.example', 'expired'],
      ['expired@b.example', 'expired'],
    ]);
  });

  it('makes one person, however many accept it at once', async () => {
    await invite('twice@b.example');
    const token = await tokenFor(test, 'twice@b.example');
    const answers = await Promise.all(Array.from({ length: 4 }, () => accept(token)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 404, 404, 404]);
    const { items } = await api().listPeople({ params: { clientId: brightwater } });
    expect(items.filter(({ email }) => email === 'twice@b.example')).toHaveLength(1);
  });

  it('isn’t sent twice by chance: who is here or invited already is named to the agency that sees both', async () => {
    await expect(invite(persona('brightwater-staff').email)).rejects.toMatchObject({ code: 'conflict' });
    const { id } = await invite('waiting@b.example');
    await expect(invite('Waiting@b.example')).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      api().resendInvitation({ params: { clientId: brightwater, invitationId: id } }),
    ).rejects.toMatchObject({ code: 'rate_limited' });
    test.clock.advance(8 * DAY);
    agency = await test.signIn('larkspur-agency');
    expect(await invite('waiting@b.example')).toMatchObject({ state: 'open' });
  });

  it('to somebody of another client looks like any other to the agency; only they are told', async () => {
    const theirs = persona('copperline-admin').email;
    const known = await invite(theirs);
    const unknown = await invite('nobody-yet@b.example');
    const face = ({ id: _, email: _email, ...rest }: typeof known) => rest;
    expect(face(known)).toEqual(face(unknown));
    const [letter] = await lettersTo(test, theirs);
    expect(letter).toContain('an address opens one portal only');
    expect(letter).not.toContain('/invitation#');
    // And who came to belong elsewhere meanwhile finds the link void.
    const token = await tokenFor(test, 'nobody-yet@b.example');
    await test.db.withSystem((db) =>
      db
        .updateTable('people')
        .set({ email: 'nobody-yet@b.example' })
        .where('id', '=', persona('copperline-staff').id)
        .execute(),
    );
    expect((await accept(token)).status).toBe(404);
  });

  it('asks for a password that isn’t guessed first', async () => {
    await invite('careful@b.example');
    const token = await tokenFor(test, 'careful@b.example');
    for (const password of ['short one', 'careful@b.example', 'Careful@B.example', 'aaaaaaaaaaaaaaaa']) {
      const answer = await accept(token, { password });
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ fields: [{ field: 'body.password' }] });
    }
    expect((await accept(token)).status).toBe(204);
  });

  it('opens nothing by what is kept of it', async () => {
    await invite('kept@b.example');
    const token = await tokenFor(test, 'kept@b.example');
    const rows = await test.db.withSystem(async (db) => [
      await db.selectFrom('invitations').selectAll().execute(),
      await db.selectFrom('outbox').selectAll().execute(),
      await db.selectFrom('audit_entries').selectAll().execute(),
    ]);
    expect(JSON.stringify([rows, test.log])).not.toContain(token);
  });

  it('lies in a mailbox that no client’s session reaches', async () => {
    const admin = await test.signIn('brightwater-admin');
    expect((await admin.fetch('/dev/mailbox')).status).toBe(404);
    expect((await agency.fetch('/dev/mailbox')).status).toBe(200);
    const production = await createTestApp({ engine, mail: { kind: 'none' } });
    expect((await production.fetch('/dev/mailbox')).status).toBe(404);
    await production.close();
  });
});
