import { fileURLToPath } from 'node:url';
import { folderMedia } from '../../apps/server/src/platform/folder-media.node.ts';
export * from '@foyer/server';
export { connectPostgres } from '../../apps/server/src/db/postgres.ts';
export { seedDemo } from '../../apps/server/src/seed/seed-demo.ts';
export { persona } from '../../apps/server/src/seed/personas.ts';
export { agentId, clientId, projectId } from '../../apps/server/src/seed/demo.ts';
export const createSeedMedia = () =>
  folderMedia(fileURLToPath(new URL('../../apps/server/src/seed/audio', import.meta.url)));
