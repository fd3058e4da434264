import type { ingestEndpoints, Vendor } from '@foyer/contract/ingest';
import type { Seal } from '../auth/sealed.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import type { Handlers } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { bytesOf } from './base64.ts';
import { parsePayload } from './parse-payload.ts';
import { sealOfSecrets } from './secret-seal.ts';
import type { SignedRequest } from './signature.ts';
import type { VendorReader } from './vendors/vendor.ts';
import { READERS } from './vendors/vendors.ts';

interface ConnectionRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly vendor: Vendor;
  readonly secret: string | null;
  readonly previous_secret: string | null;
}

/** What no secret is: so that an unknown connection takes as long to answer as a wrong signature. */
const NOBODYS = 'a secret that nothing was ever signed with';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The connection of an address, if it takes anything now. The secrets that hold are still sealed. */
async function readConnection({ db, clock }: Dependencies, id: string): Promise<ConnectionRow | undefined> {
  if (!ID.test(id)) return undefined;
  const [row] = await db.prepared<ConnectionRow>(
    'ingest-connection',
    `select n.tenant_id, n.id, n.vendor, n.secret, case when n.previous_until > $2::timestamptz then n.previous_secret end as previous_secret
    from ingest_connections n where n.id = $1::uuid and n.disabled_at is null`,
    [id, clock.now()],
  );
  return row;
}

async function isSigned(
  reader: VendorReader,
  request: SignedRequest,
  connection: ConnectionRow | undefined,
  seal: Seal,
): Promise<boolean> {
  const sealed = [connection?.secret, connection?.previous_secret].filter((one) => typeof one === 'string');
  const secrets = await Promise.all(sealed.map((one) => seal.open(one)));
  // Always two, so that nobody can tell how many there are.
  while (secrets.length < 2) secrets.push(NOBODYS);
  const right = await Promise.all(secrets.map((secret) => reader.isSigned(request, secret)));
  return right.some((one, index) => one && secrets[index] !== NOBODYS);
}

async function digestOf(body: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** How an event is kept: with its label, and with its audio beside it instead of within it. */
function takenApart(reader: VendorReader, body: Uint8Array<ArrayBuffer>) {
  const unread = { body, audio: null, event: null, vendorCallId: null, vendorAgentId: null };
  const payload = parsePayload(body);
  if (!payload) return unread;
  const label = reader.label(payload.value);
  if (label === 'ignored') return null;
  const base64 = reader.audioIn(payload.value);
  const audio = base64 === null ? null : bytesOf(base64);
  if (!audio) return { body, audio: null, ...label };
  const rest = new TextEncoder().encode(JSON.stringify(reader.withoutAudio(payload.value)));
  return { body: rest, audio, ...label };
}

export const receiveHandlers: Handlers<keyof typeof ingestEndpoints> = {
  receiveCall: async ({ deps, input, request }) => {
    const { body } = input;
    const now = deps.clock.now();
    const connection = await readConnection(deps, input.params.connectionId.toLowerCase());
    const reader = READERS[connection?.vendor ?? 'generic'];
    const signed = { headers: request.headers, body, now };
    if (!(await isSigned(reader, signed, connection, sealOfSecrets(deps.secret))) || !connection)
      throw problem('unauthenticated', {
        detail: 'There is no such connection, or what was sent is not signed with its secret.',
      });
    const event = takenApart(reader, body);
    if (!event) return { received: true };
    await deps.db.prepared(
      'ingest-event',
      `insert into ingest_events (tenant_id, id, connection_id, digest, body, audio, kind, vendor_call_id, vendor_agent_id,
        received_at, due_at)
      values ($1::uuid, $2::uuid, $3::uuid, $4, $5::bytea, $6::bytea, $7, $8, $9, $10::timestamptz, $10::timestamptz)
      on conflict (tenant_id, connection_id, digest) do nothing`,
      [
        connection.tenant_id,
        deps.newId(),
        connection.id,
        await digestOf(body),
        event.body,
        event.audio,
        event.event,
        event.vendorCallId,
        event.vendorAgentId,
        now,
      ],
    );
    deps.ingest.wake();
    return { received: true };
  },
};
