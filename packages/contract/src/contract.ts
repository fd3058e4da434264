import { agentEndpoints } from './agents.ts';
import { callEndpoints } from './calls.ts';
import { platformEndpoints } from './platform.ts';
import { sessionEndpoints } from './session.ts';

/** Every endpoint, once. The server's registration and the typed client walk it. */
export const contract = { ...platformEndpoints, ...sessionEndpoints, ...callEndpoints, ...agentEndpoints };

export type Contract = typeof contract;
export type EndpointName = keyof Contract;
