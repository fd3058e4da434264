import type { AnyEndpointName } from '@foyer/contract/whole-contract';
import { accessRequestHandlers } from './access-requests/handlers.ts';
import { agentHandlers } from './agents/handlers.ts';
import { auditHandlers } from './audit/handlers.ts';
import { passwordHandlers } from './auth/password-handlers.ts';
import { secondFactorHandlers } from './auth/second-factor-handlers.ts';
import { callNoteHandlers } from './call-notes/handlers.ts';
import { callViewHandlers } from './call-views/handlers.ts';
import { callHandlers } from './calls/handlers.ts';
import { consoleClientHandlers } from './clients/console-handlers.ts';
import { clientHandlers } from './clients/handlers.ts';
import { eventHandlers } from './events/handlers.ts';
import { exportHandlers } from './exports/handlers.ts';
import { connectionHandlers } from './ingest/connection-handlers.ts';
import { receiveHandlers } from './ingest/receive-call.ts';
import { acceptHandlers } from './invitations/accept-handlers.ts';
import { invitationHandlers } from './invitations/handlers.ts';
import { mediaHandlers } from './media/handlers.ts';
import { permissionHandlers } from './permissions/handlers.ts';
import { presenceHandlers } from './permissions/presence-handlers.ts';
import { peopleHandlers } from './people/handlers.ts';
import { piiUnlockHandlers } from './pii-unlocks/handlers.ts';
import { platformHandlers } from './platform/handlers.ts';
import type { Handlers } from './platform/endpoint-handler.ts';
import { releaseHandlers } from './releases/handlers.ts';
import { sessionHandlers } from './session/handlers.ts';
import { telemetryHandlers } from './telemetry/handlers.ts';
import { viewAsHandlers } from './view-as/handlers.ts';

/** A handler for each endpoint of the contract: one too few doesn't type-check. */
export const handlers: Handlers<AnyEndpointName> = {
  ...platformHandlers,
  ...sessionHandlers,
  ...clientHandlers,
  ...consoleClientHandlers,
  ...permissionHandlers,
  ...presenceHandlers,
  ...callHandlers,
  ...callViewHandlers,
  ...callNoteHandlers,
  ...exportHandlers,
  ...agentHandlers,
  ...mediaHandlers,
  ...releaseHandlers,
  ...eventHandlers,
  ...telemetryHandlers,
  ...auditHandlers,
  ...accessRequestHandlers,
  ...viewAsHandlers,
  ...piiUnlockHandlers,
  ...connectionHandlers,
  ...receiveHandlers,
  ...peopleHandlers,
  ...invitationHandlers,
  ...acceptHandlers,
  ...passwordHandlers,
  ...secondFactorHandlers,
};
