import { clientBeside, type Client, type ClientOf, type RoutesOf } from '@foyer/contract';
import type { ConsoleContract } from '@foyer/contract/console';

/** What this console asks. The types come from the contract; only methods and addresses travel with the pages. */
type Asked = Pick<
  ConsoleContract,
  | 'searchClients'
  | 'createClient'
  | 'getClient'
  | 'renameClient'
  | 'setClientState'
  | 'getDefaults'
  | 'saveDefaults'
  | 'listDefaultsVersions'
  | 'previewDefaults'
  | 'applyDefaults'
  | 'getPermissions'
  | 'previewPermissions'
  | 'savePermissions'
  | 'resetPermissions'
  | 'getPolicies'
  | 'savePolicies'
  | 'getAddresses'
  | 'saveAddresses'
  | 'listPeople'
  | 'invitePerson'
  | 'resendInvitation'
  | 'revokeInvitation'
  | 'changePerson'
  | 'setPersonState'
  | 'resetPersonMfa'
  | 'listPersonSessions'
  | 'endPersonSession'
  | 'endPersonSessions'
  | 'listConnections'
  | 'createConnection'
  | 'saveConnection'
  | 'setConnectionSecret'
  | 'setConnectionAgent'
  | 'listIngestFailures'
  | 'replayIngestFailures'
  | 'listActivity'
  | 'startViewAs'
  | 'listAccessRequests'
  | 'grantAccess'
  | 'declineAccess'
  | 'listUnlockRequests'
  | 'approveUnlock'
  | 'declineUnlock'
>;

const routes: RoutesOf<Asked> = {
  searchClients: 'GET /api/clients/search',
  createClient: 'POST /api/clients',
  getClient: 'GET /api/clients/:clientId',
  renameClient: 'PUT /api/clients/:clientId/name',
  setClientState: 'PUT /api/clients/:clientId/state',
  getDefaults: 'GET /api/client-defaults',
  saveDefaults: 'PUT /api/client-defaults',
  listDefaultsVersions: 'GET /api/client-defaults/versions',
  previewDefaults: 'POST /api/client-defaults/preview',
  applyDefaults: 'POST /api/client-defaults/apply',
  getPermissions: 'GET /api/clients/:clientId/permissions',
  previewPermissions: 'POST /api/clients/:clientId/permissions/preview',
  savePermissions: 'PUT /api/clients/:clientId/permissions',
  resetPermissions: 'POST /api/clients/:clientId/permissions/reset',
  getPolicies: 'GET /api/clients/:clientId/policies',
  savePolicies: 'PUT /api/clients/:clientId/policies',
  getAddresses: 'GET /api/clients/:clientId/addresses',
  saveAddresses: 'PUT /api/clients/:clientId/addresses',
  listPeople: 'GET /api/clients/:clientId/people',
  invitePerson: 'POST /api/clients/:clientId/invitations',
  resendInvitation: 'POST /api/clients/:clientId/invitations/:invitationId/resend',
  revokeInvitation: 'DELETE /api/clients/:clientId/invitations/:invitationId',
  changePerson: 'PUT /api/clients/:clientId/people/:personId',
  setPersonState: 'PUT /api/clients/:clientId/people/:personId/state',
  resetPersonMfa: 'POST /api/clients/:clientId/people/:personId/mfa/reset',
  listPersonSessions: 'GET /api/clients/:clientId/people/:personId/sessions',
  endPersonSession: 'DELETE /api/clients/:clientId/people/:personId/sessions/:sessionId',
  endPersonSessions: 'DELETE /api/clients/:clientId/people/:personId/sessions',
  listConnections: 'GET /api/clients/:clientId/connections',
  createConnection: 'POST /api/clients/:clientId/connections',
  saveConnection: 'PUT /api/clients/:clientId/connections/:connectionId',
  setConnectionSecret: 'POST /api/clients/:clientId/connections/:connectionId/secret',
  setConnectionAgent: 'PUT /api/clients/:clientId/connections/:connectionId/agents',
  listIngestFailures: 'GET /api/clients/:clientId/ingest-failures',
  replayIngestFailures: 'POST /api/clients/:clientId/ingest-failures/replay',
  listActivity: 'GET /api/clients/:clientId/activity',
  startViewAs: 'POST /api/session/view-as',
  listAccessRequests: 'GET /api/client-requests',
  grantAccess: 'POST /api/clients/:clientId/access-requests/:requestId/grant',
  declineAccess: 'POST /api/clients/:clientId/access-requests/:requestId/decline',
  listUnlockRequests: 'GET /api/unlock-requests',
  approveUnlock: 'POST /api/clients/:clientId/unlock-requests/:unlockId/approve',
  declineUnlock: 'POST /api/clients/:clientId/unlock-requests/:unlockId/decline',
};

export type ConsoleApi = ClientOf<Asked>;

const known = new WeakMap<Client, ConsoleApi>();

/** The console's own client beside the portal's: one for each. */
export function consoleApi(api: Client): ConsoleApi {
  const standing = known.get(api) ?? clientBeside<Asked>(api, routes);
  known.set(api, standing);
  return standing;
}
