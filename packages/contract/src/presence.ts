import { capabilitySchema } from './access-schemas.ts';
import { PRESENCE_PATH } from './addresses.ts';
import { endpoint } from './endpoint.ts';
import { z } from './zod.ts';

export const presenceEndpoints = {
  notePresence: endpoint({
    method: 'POST',
    path: PRESENCE_PATH,
    needs: 'session',
    whileViewing: true,
    summary:
      'That a page is open, so that whoever is about to close it knows. What the session may not open doesn’t count.',
    body: z.strictObject({ capability: capabilitySchema }),
    answers: { nothing: true },
  }),
};
