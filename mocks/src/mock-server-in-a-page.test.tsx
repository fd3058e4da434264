import { beforeAll, expect, it } from 'vitest';
import { createMockServer, type MockServer } from './mock-server.node.ts';

// The name's ending puts this test into the project of components: a page by jsdom, with its own Blob, URL and signals.
let server: MockServer;

beforeAll(async () => {
  server = await createMockServer('brightwater-staff');
}, 60_000);

it('answers from within a page too, to a request that can be given up', async () => {
  const session = await server.api.getSession({}, { signal: new AbortController().signal });
  expect(document.body).toBeDefined();
  expect(session.person.name).toBe(server.persona.name);
});
