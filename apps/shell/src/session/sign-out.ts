import { api } from './api.ts';

/** Ends the session. A new document is the surest way to leave nothing of it in memory. */
export async function signOut(): Promise<void> {
  await api.signOut();
  window.location.assign('/sign-in');
}
