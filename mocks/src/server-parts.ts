export { createApp, embeddedDatabase, migrate, openEngine } from '@foyer/server';
export { persona, personas, type Persona } from '../../apps/server/src/seed/personas.ts';
