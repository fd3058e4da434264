export { createMockServer, type MockServer } from './mock-server.node.ts';
export { createHandlers } from './handlers.ts';
export { FAULTS, type Fault, type Faults, type FaultTarget } from './fault.ts';
