import { accessRequestEndpoints } from './access-requests.ts';
import { callNoteEndpoints } from './call-notes.ts';
import { callViewEndpoints } from './call-views.ts';
import { consoleEndpoints } from './console.ts';
import { contract } from './contract.ts';
import { credentialEndpoints } from './credentials.ts';
import { eventEndpoints } from './events.ts';
import { exportEndpoints } from './exports.ts';
import { ingestEndpoints } from './ingest.ts';
import { piiUnlockEndpoints } from './pii-unlocks.ts';
import { presenceEndpoints } from './presence.ts';
import { releaseEndpoints } from './releases.ts';
import { telemetryEndpoints } from './telemetry.ts';

/** Every endpoint that the server answers: also those that pages reach without the typed client, and those of the operator's tools. */
export const wholeContract = {
  ...contract,
  ...callNoteEndpoints,
  ...callViewEndpoints,
  ...consoleEndpoints,
  ...accessRequestEndpoints,
  ...credentialEndpoints,
  ...eventEndpoints,
  ...exportEndpoints,
  ...ingestEndpoints,
  ...piiUnlockEndpoints,
  ...presenceEndpoints,
  ...telemetryEndpoints,
  ...releaseEndpoints,
};

export type WholeContract = typeof wholeContract;
export type AnyEndpointName = keyof WholeContract;
