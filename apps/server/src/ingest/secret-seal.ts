import { createSeal, type Seal } from '../auth/sealed.ts';

/** Keeps the secrets of connections: to check a signature they are needed as they are. */
export const sealOfSecrets = (secret: string): Seal => createSeal(secret, 'ingest-connection');
