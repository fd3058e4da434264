import { setupServer } from 'msw/node';
import { afterEach, describe, expect, it } from 'vitest';
import { createMockServer } from './mock-server.node.ts';
import { personas } from '@foyer/server/personas';

describe('a mock server', () => {
  it.each(personas.map(({ key, name }) => [key, name]))('answers %s as themselves: %s', async (key, name) => {
    const { api, persona } = await createMockServer(key);
    const session = await api.getSession();
    expect(session.person).toMatchObject({ name, email: persona.email });
    expect(session.client?.name ?? null).toBe(persona.client);
    expect(session.role).toBe(persona.role);
  });

  it('shows an admin the callers of a list of calls, and staff none', async () => {
    const admin = await createMockServer('brightwater-admin');
    const staff = await createMockServer('brightwater-staff');
    const [seen] = (await admin.api.listCalls()).items;
    expect(seen?.details).toHaveProperty('caller');
    const { items } = await staff.api.listCalls();
    expect(items.length).toBeGreaterThan(0);
    for (const { details } of items) expect(details).not.toHaveProperty('caller');
  });

  it('plays a recording in ranges', async () => {
    const { api, fetch, origin } = await createMockServer('brightwater-admin');
    const { items } = await api.listCalls({ query: { limit: 100, status: 'completed' } });
    const details = await Promise.all(items.map(({ id }) => api.getCall({ params: { callId: id } })));
    const playable = details.find(({ recording }) => recording.playback.level !== 'none');
    const { url } = await api.getRecording({ params: { callId: playable?.id ?? '' } });
    const part = await fetch(new Request(new URL(url, origin), { headers: { range: 'bytes=10-19' } }));
    expect(part.status).toBe(206);
    expect((await part.arrayBuffer()).byteLength).toBe(10);
  });

  it('knows its personas by their keys only', async () => {
    await expect(createMockServer('nobody')).rejects.toThrow(RangeError);
  });
});

describe('its handlers for MSW', () => {
  const network = setupServer();
  afterEach(() => network.close());

  it('answer what the code under test fetches by itself, with the session it cannot see', async () => {
    const { handlers, origin } = await createMockServer('keystone-staff');
    network.use(...handlers);
    network.listen({ onUnhandledFrame: 'error' });
    const response = await fetch(`${origin}/api/session`);
    expect(await response.json()).toMatchObject({ person: { name: 'Bartek Ruiz' } });
  });
});
