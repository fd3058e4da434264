import { requestQueueEndpoints } from './access-requests.ts';
import { auditEndpoints } from './audit.ts';
import { clientEndpoints } from './clients.ts';
import { connectionEndpoints } from './ingest.ts';
import { peopleEndpoints } from './people.ts';
import { permissionEndpoints } from './permissions.ts';
import { unlockQueueEndpoints } from './pii-unlocks.ts';
import { viewAsEndpoints } from './view-as.ts';

/** What only the agency's console asks: apart from the contract that every page fetches. */
export const consoleEndpoints = {
  ...auditEndpoints,
  ...requestQueueEndpoints,
  ...peopleEndpoints,
  ...clientEndpoints,
  ...permissionEndpoints,
  ...viewAsEndpoints,
  ...connectionEndpoints,
  ...unlockQueueEndpoints,
};

export type ConsoleContract = typeof consoleEndpoints;
