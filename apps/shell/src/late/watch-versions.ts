import { EVENTS_PATH, type Session } from '@foyer/contract';
import type { PortalState } from '@foyer/contract/events';
import { remotesHash } from '@foyer/contract/portal-state';
import { areas, news, unsavedChanges } from '@foyer/federation';
import { dismissToast, toast } from '@foyer/ui';
import { lastTimeout, remoteLoader } from '../remotes/remotes.ts';
import { queryClient, SESSION_KEY } from '../session/api.ts';
import { useSessionEnd } from '../session/session-end.ts';
import { newVersionPrompt } from './new-version.ts';
import { onSession } from './on-session.ts';
import { hearPortal } from './portal-events.ts';
import { watchOtherTabs } from './unsaved-elsewhere.ts';

/** Milliseconds after which the session is asked once more, where it didn't know yet what the stream had said. */
const ONCE_MORE_MS = 2_000;

/** Keeps the session up to date with what is deployed, and offers what can't be taken without a new page. */
export function watchVersions(): void {
  const events = hearPortal({
    locks: navigator.locks,
    channel: channelOf('foyer.events'),
    open: typeof EventSource === 'undefined' ? undefined : () => new EventSource(EVENTS_PATH),
    onState: (state) => void catchUp(state),
    onCalls: () => news.tell('calls'),
    look: () => void askForSession(),
  });
  let before = Number.NEGATIVE_INFINITY;
  const makeRoom = (): void => {
    if (lastTimeout() === before) return;
    before = lastTimeout();
    events.makeRoom();
  };
  makeRoom();
  remoteLoader.subscribe(makeRoom);
  offerNewVersions();
}

const sessionNow = (): Session | undefined => queryClient.getQueryData<Session>(SESSION_KEY);

async function askForSession(): Promise<void> {
  // Whoever has to sign in again is told what there is then.
  if (!useSessionEnd.getState().ended) await queryClient.invalidateQueries({ queryKey: SESSION_KEY });
}

const isBehind = ({ shell, remotes, access }: PortalState): boolean => {
  const session = sessionNow();
  if (!session) return false;
  return session.shell !== shell || session.access !== access || remotesHash(session.remotes) !== remotes;
};

async function catchUp(state: PortalState): Promise<void> {
  if (!isBehind(state)) return;
  await askForSession();
  if (isBehind(state)) setTimeout(() => isBehind(state) && void askForSession(), ONCE_MORE_MS);
}

function offerNewVersions(): void {
  /** The shell that runs here is the one that was deployed when the page came. */
  let own: string | undefined;
  /** The prompt that stands, and what it says. */
  let standing: Readonly<{ toast: number; text: string }> | undefined;
  /** What the person has put off: the next version is offered again. */
  let putOff = '';
  let asked = '';

  const look = (): void => {
    const session = sessionNow();
    if (!session) return;
    own ??= session.shell;
    const shell = session.shell !== own;
    const outdated = areas.filter(({ remote }) => remote && remoteLoader.outdated(remote));
    const news = JSON.stringify([
      shell && session.shell,
      ...outdated.map(({ remote }) => remote && remoteLoader.address(remote)?.version),
    ]);
    if (news !== asked && (shell || outdated.length > 0)) others.ask();
    asked = news;
    const prompt = newVersionPrompt({
      shell,
      areas: outdated.map(({ title }) => title),
      unsavedHere: unsavedChanges.any(),
      unsavedElsewhere: others.any(),
    });
    const text = prompt && news !== putOff ? prompt.message : '';
    if (text === (standing?.text ?? '')) return;
    if (standing) dismissToast(standing.toast);
    standing = undefined;
    if (!prompt || !text) return;
    standing = {
      text,
      toast: toast(text, {
        ...(prompt.reload ? { action: { label: 'Reload', onClick: () => window.location.reload() } } : {}),
        dismiss: {
          label: 'Later',
          onClick: () => {
            putOff = news;
            standing = undefined;
          },
        },
      }),
    };
  };

  const others = watchOtherTabs(channelOf('foyer.unsaved'), unsavedChanges, look);
  unsavedChanges.subscribe(look);
  remoteLoader.subscribe(look);
  onSession(look);
}

const channelOf = (name: string): BroadcastChannel | undefined =>
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name);
