import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setGrant } from '@foyer/access';
import { createClient } from '@foyer/contract';
import { persona, type Persona } from '@foyer/server/personas';
import { seededArchive } from '@foyer/server/testing';
import { changeAccess, readAccess, type AccessChange } from './mock-access.ts';
import { createMockApp, type MockApp } from './mock-app.ts';

const ORIGIN = 'http://localhost:3000';

describe('a person whose access is switched while the page is open', () => {
  // A database of its own: what is changed here is nobody else's.
  let app: MockApp;
  beforeAll(async () => {
    app = await createMockApp({
      archive: await seededArchive(),
      recording: async () => null,
      origin: ORIGIN,
    });
  });
  afterAll(() => app.close());

  async function signIn({ email, password, id, clientId }: Persona, inClient = clientId) {
    const carrier = app.carrier();
    await carrier.signIn(email, password);
    const of = { personId: id, clientId: inClient ?? '' };
    return {
      api: createClient({ baseUrl: ORIGIN, fetch: carrier.answer }),
      change: (change: AccessChange) => changeAccess(app.db, of, change),
      access: () => readAccess(app.db, of),
    };
  }

  it('sees no caller as soon as the role is staff, and callers again with the old one', async () => {
    const { api, change } = await signIn(persona('brightwater-admin'));
    const caller = async () => {
      const { items } = await api.listCalls({ query: { limit: 1 } });
      return items[0]?.details;
    };
    expect(await caller()).toHaveProperty('caller');
    expect(await change({ role: 'client_staff' })).toMatchObject({ role: 'client_staff' });
    expect((await api.getSession()).role).toBe('client_staff');
    expect(await caller()).not.toHaveProperty('caller');
    await change({ role: 'client_admin' });
    expect(await caller()).toHaveProperty('caller');
  });

  it('is refused what is no longer granted, with the grant as the reason', async () => {
    const { api, change, access } = await signIn(persona('brightwater-manager'));
    const { grants } = await access();
    await change({ grants: setGrant(grants, 'view_calls', false) });
    await expect(api.listCalls()).rejects.toMatchObject({ code: 'denied' });
    const { calls, call_details: details } = (await api.getSession()).decisions;
    expect(calls.denials).toEqual([expect.objectContaining({ layer: 'grant', grant: 'view_calls' })]);
    expect(details.level).toBe('none');
    await change({ grants });
    expect((await api.listCalls({ query: { limit: 1 } })).items).toHaveLength(1);
  });

  it('keeps the agency’s role at every client', async () => {
    const { change, access } = await signIn(persona('larkspur-agency'), persona('oakfield-admin').clientId);
    expect(await access()).toMatchObject({ role: 'agency_admin', roles: [] });
    await expect(change({ role: 'agency_admin' })).rejects.toThrow(/Nobody of a client is agency_admin/);
  });
});
