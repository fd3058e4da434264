import type { Session } from '@foyer/contract';
import { areaOf, unsavedChanges } from '@foyer/federation';
import { toast } from '@foyer/ui';
import { dropDraft, keepDraft, placeOf, textOf } from '../drafts/kept-drafts.ts';
import { sessionQuery } from '../session/session-query.ts';
import { useSessionEnd } from '../session/session-end.ts';
import { queryClient } from '../session/api.ts';
import { safeReturn } from '../session/safe-return.ts';
import { accessChange, isLess } from './access-change.ts';
import { dropLostData, watchLostData } from './lost-data.ts';
import { onSession } from './on-session.ts';

/** Has the page follow what the session may do: what was typed is kept, what may no longer be seen is dropped, and it is said why. */
export function watchAccess(): void {
  let before: Session | undefined;
  watchLostData();
  watchSessionEnd();
  onSession((after) => {
    const was = before;
    before = after;
    if (was && was.access !== after.access && was.person.id === after.person.id) follow(was, after);
  });
}

function follow(before: Session, after: Session): void {
  if (before.viewAs || after.viewAs) {
    // The frame, the pages and all that was read are somebody else's now: a new document knows nothing of them.
    if (before.mode !== after.mode) window.location.assign(safeReturn(before.viewAs?.returnTo ?? '/'));
    else dropLostData();
    return;
  }
  const less = before.client?.id !== after.client?.id || after.owes !== 'nothing' || isLess(before, after);
  // Before anything is taken off the page: the session is told here before it is drawn.
  const fields = unsavedChanges.drafts();
  if (less && keepWhatWasTyped(before))
    toast('What you were writing is kept on this device.', {
      action: { label: 'Copy', onClick: () => void navigator.clipboard.writeText(textOf({ fields })) },
      dismiss: { label: 'Close', onClick: () => undefined },
    });
  dropLostData();
  const words = before.client?.id === after.client?.id ? accessChange(before, after) : null;
  if (words) toast(words, { duration: 0 });
}

/** A session that ended leaves the form as it is, and somebody may still close the tab: what was typed is kept until they have signed in over it. */
function watchSessionEnd(): void {
  let kept: string | null = null;
  useSessionEnd.subscribe(({ ended }) => {
    const session = queryClient.getQueryData<Session>(sessionQuery.queryKey);
    if (ended && kept === null && session) kept = keepWhatWasTyped(session);
    if (ended || kept === null) return;
    dropDraft(localStorage, kept);
    kept = null;
  });
}

/** Keeps it on this device, and answers with what it is kept as; null where nothing was typed or nothing can be kept. */
function keepWhatWasTyped(session: Session): string | null {
  const id = crypto.randomUUID();
  const draft = {
    id,
    ...placeOf(session, areaOf(window.location.pathname)),
    at: Date.now(),
    fields: unsavedChanges.drafts(),
  };
  return keepDraft(localStorage, draft) ? id : null;
}
