export { createMockServer, type MockServer } from './mock-server.node.ts';
export { createHandlers } from './handlers.ts';
export { SCENARIOS, type Scenario } from './scenario.ts';
