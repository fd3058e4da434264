import { callPath } from './call-paths.ts';
import { writeTime } from './player-time.ts';

/** Puts the link to a call on the clipboard, at a time of its recording where one is given. Whoever opens it sees what is theirs to see. */
export async function copyCallLink(callId: string, ms = 0): Promise<void> {
  const url = new URL(callPath(callId, new URLSearchParams()), location.href);
  if (ms >= 1_000) url.searchParams.set('t', writeTime(ms));
  await navigator.clipboard.writeText(url.href);
}
