import { areas } from '@foyer/federation';

/** Where an agency's people choose whose portal to open. */
export const AGENCY_PATH = areas.find(({ of }) => of === 'agency')?.path ?? '/';
