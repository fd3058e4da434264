import type { Handlers } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';

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

  chooseClient: async ({ db, subject, session, input }) => {
    const { clientId } = input.body;
    if (clientId !== null) {
      const own = await db
        .selectFrom('clients')
        .select('id')
        .where('agency_id', '=', subject.agencyId)
        .where('id', '=', clientId)
        .executeTakeFirst();
      if (!own) throw problem('not_found');
    }
    await db
      .updateTable('sessions')
      .set({ active_client_id: clientId })
      .where('id', '=', session.sessionId)
      .execute();
  },
};
