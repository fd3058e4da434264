import type { FailureReason, Vendor } from '@foyer/contract/ingest';
import type { Kysely } from 'kysely';
import { sealOfSecrets } from '../ingest/secret-seal.ts';
import plain from '../ingest/payloads/generic-call-finished.json' with { type: 'json' };
import report from '../ingest/payloads/vapi-end-of-call-report.json' with { type: 'json' };
import type { Schema } from '../db/schema.ts';
import { agentId, clientId, type DemoClient } from './demo.ts';
import { idOf } from './random.ts';

/** With it the demo's connections are written to; as public as the demo's password. */
export const DEMO_CONNECTION_SECRET = 'the-bell-rings-twice';

interface DemoConnection {
  readonly vendor: Vendor;
  readonly name: string;
  /** The vendor's agents, by the demo's. */
  readonly agents: Readonly<Record<string, string>>;
}

interface DemoEvent {
  readonly vendor: Vendor;
  readonly payload: unknown;
  readonly kind: string;
  readonly vendorCallId: string | null;
  readonly vendorAgentId: string | null;
  readonly reason: FailureReason;
  readonly subject: string;
  readonly hoursAgo: number;
}

const CONNECTIONS: Readonly<Record<string, readonly DemoConnection[]>> = {
  brightwater: [
    { vendor: 'vapi', name: 'Front desks', agents: { 'asst-mia': 'mia', 'asst-ada': 'ada' } },
    { vendor: 'elevenlabs', name: 'After hours', agents: { 'agent-jonas': 'jonas' } },
  ],
  copperline: [
    { vendor: 'retell', name: 'Service line', agents: {} },
    { vendor: 'generic', name: 'The old switchboard', agents: {} },
  ],
};

const { crm: _, ...withoutCrm } = plain.call;
const { startedAt: __, ...withoutStart } = withoutCrm;

/** What waits for the agency, one that an agent is missing for and one that makes no call. */
const EVENTS: Readonly<Record<string, readonly DemoEvent[]>> = {
  brightwater: [
    {
      vendor: 'vapi',
      payload: report,
      kind: 'end-of-call-report',
      vendorCallId: report.message.call.id,
      vendorAgentId: report.message.call.assistantId,
      reason: 'no_agent',
      subject: report.message.call.assistantId,
      hoursAgo: 3,
    },
  ],
  copperline: [
    {
      vendor: 'generic',
      payload: { event: 'call.finished', call: withoutStart },
      kind: 'call.finished',
      vendorCallId: plain.call.id,
      vendorAgentId: plain.call.agent,
      reason: 'unreadable',
      subject: 'call.startedAt',
      hoursAgo: 26,
    },
  ],
};

interface Options {
  readonly now: Date;
  readonly secret?: string;
}

const HOUR = 3_600_000;

/** The platforms that send a demo client's calls, and what of it couldn't be read. */
export async function seedConnections(
  db: Kysely<Schema>,
  client: DemoClient,
  { now, secret }: Options,
): Promise<void> {
  const tenant_id = clientId(client.key);
  const idOfConnection = (vendor: Vendor): string => idOf(`connection ${client.key} ${vendor}`);
  for (const { vendor, name, agents } of CONNECTIONS[client.key] ?? []) {
    const made = new Date(now.getTime() - 90 * 24 * HOUR);
    const sealed = secret === undefined ? null : await sealOfSecrets(secret).close(DEMO_CONNECTION_SECRET);
    await db
      .insertInto('ingest_connections')
      .values({
        tenant_id,
        id: idOfConnection(vendor),
        vendor,
        name,
        secret: sealed,
        secret_set_at: sealed === null ? null : made,
        consent: 'granted',
        retention_days: 365,
        created_at: made,
        last_event_at: EVENTS[client.key]?.some((event) => event.vendor === vendor)
          ? new Date(now.getTime() - 3 * HOUR)
          : null,
      })
      .execute();
    for (const [vendor_agent_id, agent] of Object.entries(agents))
      await db
        .insertInto('ingest_agents')
        .values({
          tenant_id,
          connection_id: idOfConnection(vendor),
          vendor_agent_id,
          agent_id: agentId(client.key, agent),
        })
        .execute();
  }
  for (const event of EVENTS[client.key] ?? []) {
    const came = new Date(now.getTime() - event.hoursAgo * HOUR);
    await db
      .insertInto('ingest_events')
      .values({
        tenant_id,
        id: idOf(`event ${client.key} ${event.kind}`),
        connection_id: idOfConnection(event.vendor),
        digest: idOf(`digest ${client.key} ${event.kind}`),
        body: new TextEncoder().encode(JSON.stringify(event.payload)),
        kind: event.kind,
        vendor_call_id: event.vendorCallId,
        vendor_agent_id: event.vendorAgentId,
        state: 'failed',
        reason: event.reason,
        subject: event.subject,
        received_at: came,
        due_at: came,
        settled_at: came,
      })
      .execute();
  }
}
