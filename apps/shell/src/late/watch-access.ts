import type { Session } from '@foyer/contract';
import { areaOf, unsavedChanges } from '@foyer/federation';
import { toast } from '@foyer/ui';
import { keepDraft, textOf } from '../drafts/kept-drafts.ts';
import { safeReturn } from '../session/safe-return.ts';
import { accessChange, isLess } from './access-change.ts';
import { dropLostData, watchLostData } from './lost-data.ts';
import { onSession } from './on-session.ts';

/** Has the page follow what the session may do: what was typed is kept, what may no longer be seen is dropped, and it is said why. */
export function watchAccess(): void {
  let before: Session | undefined;
  watchLostData();
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
  const less = before.client?.id !== after.client?.id || isLess(before, after);
  // Before anything is taken off the page: the session is told here before it is drawn.
  if (less) keepWhatWasTyped(before);
  dropLostData();
  const words = before.client?.id === after.client?.id ? accessChange(before, after) : null;
  if (words) toast(words, { duration: 0 });
}

function keepWhatWasTyped(session: Session): void {
  const fields = unsavedChanges.drafts();
  const draft = {
    id: crypto.randomUUID(),
    personId: session.person.id,
    clientId: session.client?.id ?? null,
    area: areaOf(window.location.pathname)?.id ?? '',
    at: Date.now(),
    fields,
  };
  if (!keepDraft(localStorage, draft)) return;
  toast('What you were writing is kept on this device.', {
    action: { label: 'Copy', onClick: () => void navigator.clipboard.writeText(textOf(draft)) },
    dismiss: { label: 'Close', onClick: () => undefined },
  });
}
