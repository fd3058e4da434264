import type { Handlers } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { readActivity } from './read-activity.ts';

export const auditHandlers: Handlers<'listActivity'> = {
  listActivity: async ({ db, subject, input }) => {
    const { clientId } = input.params;
    const own = await db
      .selectFrom('clients')
      .select('id')
      .where('agency_id', '=', subject.agencyId)
      .where('id', '=', clientId)
      .executeTakeFirst();
    if (!own) throw problem('not_found');
    return readActivity(db, clientId, input.query);
  },
};
