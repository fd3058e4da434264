export { createApp, type App, type AppOptions, type RequestInfo } from './app.ts';
export type { Database, Owner, SystemDb, TenantDb, TenantScope } from './db/database.ts';
export { migrate } from './db/migrate.ts';
export { openEngine, type Engine, type EngineOptions } from './db/pglite-engine.ts';
export { embeddedDatabase } from './db/pglite.ts';
export type { Log, MediaStore, StoredMedia } from './platform/dependencies.ts';
export { emptySite, type Site } from './site/site.ts';
