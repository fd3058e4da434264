import type { Vendor } from '@foyer/contract/ingest';
import { READERS } from '../ingest/vendors/vendors.ts';
import { consoleOf } from './console-client.ts';
import type { TestApp } from './test-app.ts';

/** A connection of a client, as a vendor has it set up. */
export interface TestConnection {
  readonly id: string;
  readonly secret: string;
  /** Sends an event as the vendor does, signed. */
  send(payload: unknown, changed?: { secret?: string; now?: Date; headers?: HeadersInit }): Promise<Response>;
}

/** What is sent as the vendor does: `POST` with the vendor's signature over these very bytes. */
export async function signedRequest(
  vendor: Vendor,
  payload: unknown,
  secret: string,
  now: Date,
): Promise<RequestInit> {
  const body = new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload));
  const signature = await READERS[vendor].sign(body, secret, now);
  return { method: 'POST', headers: { 'content-type': 'application/json', ...signature }, body };
}

/** Makes a connection through the agency's console. `agents` says whose calls the vendor's agents take. */
export async function connect(
  app: TestApp,
  clientId: string,
  vendor: Vendor,
  agents: Readonly<Record<string, string>> = {},
): Promise<TestConnection> {
  const api = consoleOf(await app.signIn('larkspur-agency'));
  const given = 'a-secret-that-the-platform-made';
  const { connection, secret } = await api.createConnection({
    params: { clientId },
    body: {
      vendor,
      name: `From ${vendor}`,
      consent: 'granted',
      retentionDays: 90,
      ...((vendor === 'retell' || vendor === 'elevenlabs') && { secret: given }),
    },
  });
  for (const [vendorAgentId, agentId] of Object.entries(agents))
    await api.setConnectionAgent({
      params: { clientId, connectionId: connection.id },
      body: { vendorAgentId, agentId },
    });
  const own = secret ?? given;
  return {
    id: connection.id,
    secret: own,
    send: async (payload, changed = {}) => {
      const init = await signedRequest(
        vendor,
        payload,
        changed.secret ?? own,
        changed.now ?? app.clock.now(),
      );
      const headers = new Headers(init.headers);
      for (const [name, value] of new Headers(changed.headers)) headers.set(name, value);
      // A vendor is no page of the portal.
      headers.set('origin', 'https://hooks.vendor.example');
      return app.fetch(`/api/ingest/${connection.id}`, { ...init, headers });
    },
  };
}
