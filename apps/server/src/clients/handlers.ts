import type { Handlers } from '../platform/endpoint-handler.ts';
import { record, whoOf } from '../audit/record.ts';
import { problem } from '../platform/problem.ts';

interface ChosenClient {
  readonly id: string;
  readonly name: string;
}

const noteOf = (action: 'client.opened' | 'client.closed', agencyId: string, { id, name }: ChosenClient) => ({
  chain: { agencyId, clientId: id },
  action,
  target: { kind: 'client', id, label: name },
  outcome: 'done' as const,
});

export const clientHandlers: Handlers<'listClients' | 'chooseClient'> = {
  listClients: async ({ db, subject }) => ({
    items: await db
      .selectFrom('clients')
      .select(['id', 'name', 'state'])
      .where('agency_id', '=', subject.agencyId)
      .orderBy('name')
      .orderBy('id')
      .execute(),
  }),

  chooseClient: async ({ db, subject, session, input, request }) => {
    const { clientId } = input.body;
    let opened: ChosenClient | null = null;
    if (clientId !== null) {
      const own = await db
        .selectFrom('clients')
        .select(['id', 'name'])
        .where('agency_id', '=', subject.agencyId)
        .where('id', '=', clientId)
        .executeTakeFirst();
      if (!own) throw problem('not_found');
      opened = own;
    }
    if (session.client?.id === opened?.id) return;
    await db
      .updateTable('sessions')
      .set({ active_client_id: clientId })
      .where('id', '=', session.sessionId)
      .execute();
    const opening = opened && noteOf('client.opened', subject.agencyId, opened);
    const closing = session.client && noteOf('client.closed', subject.agencyId, session.client);
    // In the order of their ids: two who change places don't wait for each other for ever.
    const notes = [opening, closing].filter((note) => note !== null);
    for (const note of notes.toSorted((a, b) => (a.target.id < b.target.id ? -1 : 1)))
      await record(db, { ...whoOf(session, request), as: { mode: 'full_access' } }, note);
  },
};
