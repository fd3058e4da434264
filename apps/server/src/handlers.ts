import type { EndpointName } from '@foyer/contract';
import { agentHandlers } from './agents/handlers.ts';
import { callHandlers } from './calls/handlers.ts';
import { clientHandlers } from './clients/handlers.ts';
import { mediaHandlers } from './media/handlers.ts';
import { platformHandlers } from './platform/handlers.ts';
import type { Handlers } from './platform/endpoint-handler.ts';
import { sessionHandlers } from './session/handlers.ts';

/** A handler for each endpoint of the contract: one too few doesn't type-check. */
export const handlers: Handlers<EndpointName> = {
  ...platformHandlers,
  ...sessionHandlers,
  ...clientHandlers,
  ...callHandlers,
  ...agentHandlers,
  ...mediaHandlers,
};
