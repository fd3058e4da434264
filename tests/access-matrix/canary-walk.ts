import type { Persona, TestApp } from '@foyer/server/testing';
import type { Ids } from './sample-requests.ts';
import type { Reader } from './who-may-read.ts';

/** How ids stand in canaries. */
export const start = (id: string): string => id.slice(0, 8);

/** An answer's bytes as text; of a stream that never ends, what it says first. */
export async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text();
  const reader = answer.body!.getReader();
  let text = '';
  while (!text.includes('event: hello')) {
    const { done, value } = await reader.read();
    if (done) break;
    text += new TextDecoder().decode(value);
  }
  await reader.cancel();
  return text;
}

export async function readerOf({ db }: TestApp, who: Persona): Promise<Reader> {
  return db.withOwner(async ({ db: all }) => {
    const clients = await all.selectFrom('clients').select(['id', 'agency_id']).execute();
    const agencies = await all.selectFrom('agency_members').selectAll().execute();
    const own = agencies.find(({ person_id }) => person_id === who.id)?.agency_id;
    if (own !== undefined) {
      const mine = clients.filter(({ agency_id }) => agency_id === own);
      return { kind: 'agency', agency: start(own), clients: new Set(mine.map(({ id }) => start(id))) };
    }
    const client = clients.find(({ id }) => id === who.clientId)!;
    const granted = await all
      .selectFrom('client_grants')
      .select('grant_name')
      .where('tenant_id', '=', client.id)
      .where((eb) => eb(eb.fn.coalesce('override_value', 'copied_value'), '=', true))
      .execute();
    const projects = await all
      .selectFrom('membership_projects')
      .select('project_id')
      .where('person_id', '=', who.id)
      .execute();
    return {
      kind: 'client',
      agency: start(client.agency_id),
      client: start(client.id),
      person: start(who.id),
      viewed: false,
      staff: who.role === 'client_staff',
      projects: who.projects === 'all' ? 'all' : new Set(projects.map(({ project_id }) => start(project_id))),
      grants: new Set(granted.map(({ grant_name }) => grant_name)),
    };
  });
}

/** Ids of a record in each project of the own client, of a sibling's, and of another agency's, and of none. */
export async function recordsNear({ db }: TestApp, who: Persona): Promise<Ids[]> {
  return db.withOwner(async ({ db: all }) => {
    const clients = await all
      .selectFrom('clients')
      .select(['id', 'agency_id', 'name'])
      .orderBy('name')
      .execute();
    const home =
      clients.find(({ id }) => id === who.clientId) ?? clients.find(({ name }) => name.includes('Bright'))!;
    const sibling = clients.find(({ id, agency_id }) => id !== home.id && agency_id === home.agency_id)!;
    const foreign = clients.find(({ agency_id }) => agency_id !== home.agency_id)!;
    const near: Ids[] = [NOWHERE];
    for (const { id } of [home, sibling, foreign]) {
      const calls = await all
        .selectFrom('calls as c')
        .innerJoin('call_texts as t', (on) =>
          on.onRef('t.tenant_id', '=', 'c.tenant_id').onRef('t.call_id', '=', 'c.id'),
        )
        .select(['c.id', 'c.agent_id', 'c.project_id'])
        .distinctOn('c.project_id')
        .where('c.tenant_id', '=', id)
        .orderBy('c.project_id')
        .execute();
      const member = await all
        .selectFrom('memberships')
        .select('person_id')
        .where('tenant_id', '=', id)
        .orderBy((eb) => eb('person_id', '=', who.id), 'desc')
        .executeTakeFirstOrThrow();
      const request = await all
        .selectFrom('access_requests')
        .select('id')
        .where('tenant_id', '=', id)
        .where('person_id', '=', member.person_id)
        .where('state', '=', 'open')
        .executeTakeFirst();
      const invitation = await all
        .selectFrom('invitations')
        .select('id')
        .where('tenant_id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      for (const call of id === home.id ? calls : calls.slice(0, 1))
        near.push({
          clientId: id,
          personId: member.person_id,
          projectId: call.project_id,
          callId: call.id,
          agentId: call.agent_id,
          sessionId: NOWHERE.sessionId,
          invitationId: invitation?.id ?? NOWHERE.invitationId,
          requestId: request?.id ?? NOWHERE.requestId,
          connectionId: NOWHERE.connectionId,
        });
    }
    return near;
  });
}

const nowhere = '00000000-0000-4000-8000-000000000000';
export const NOWHERE: Ids = {
  clientId: nowhere,
  personId: nowhere,
  projectId: nowhere,
  callId: nowhere,
  agentId: nowhere,
  sessionId: nowhere,
  invitationId: nowhere,
  requestId: nowhere,
  connectionId: nowhere,
};

export const SILENCE = {
  open: async () => ({
    size: 4_000,
    read: async (from: number, to: number) => new Uint8Array(to - from + 1),
  }),
  put: async () => {},
};
