export const DRAFTS_KEY = 'foyer.drafts';

/** Whether this device keeps anything that somebody was writing: only then is there more to load. */
export function anyKept(): boolean {
  try {
    return localStorage.getItem(DRAFTS_KEY) !== null;
  } catch {
    // The device allows no storage.
    return false;
  }
}
