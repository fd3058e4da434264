import type { EndpointName } from '@foyer/contract';
import { clientHandlers } from './clients/handlers.ts';
import { platformHandlers } from './platform/handlers.ts';
import type { Handlers } from './platform/endpoint-handler.ts';
import { sessionHandlers } from './session/handlers.ts';

/** A handler for each endpoint of the contract: one too few doesn't type-check. */
export const handlers: Handlers<EndpointName> = {
  ...platformHandlers,
  ...sessionHandlers,
  ...clientHandlers,
};
