import { openApi } from '@foyer/contract/openapi';
import { DatabaseUnavailable } from '../db/database.ts';
import type { Handlers } from './endpoint-handler.ts';

export const platformHandlers: Handlers<'getHealth' | 'getReadiness' | 'getOpenApi'> = {
  getHealth: () => ({ status: 'ok' }),

  getReadiness: async ({ deps }) => {
    await deps.db.ping().catch((error: unknown) => {
      throw new DatabaseUnavailable(error);
    });
    return { status: 'ready' };
  },

  getOpenApi: ({ deps }) => openApi(deps.version),
};
