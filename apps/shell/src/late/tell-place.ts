import type { Capability } from '@foyer/access';
import { PRESENCE_PATH, type Session } from '@foyer/contract';
import { areaOf } from '@foyer/federation';
import { onSession } from './on-session.ts';

/** Milliseconds between two looks at the address. */
const LOOK_MS = 2_000;
/** Milliseconds after which an open page is told again; the server forgets it after five minutes. */
const AGAIN_MS = 120_000;

/** Tells the server which area is open in front of somebody: the agency sees it before it takes the area away. */
export function tellPlace(): void {
  let session: Session | undefined;
  onSession((next) => {
    session = next;
  });
  const teller = createTeller((capability) => {
    const body = JSON.stringify({ capability });
    navigator.sendBeacon(PRESENCE_PATH, new Blob([body], { type: 'application/json' }));
  });
  setInterval(() => {
    if (session && !document.hidden) teller(session, window.location.pathname, Date.now());
  }, LOOK_MS);
}

type Who = Pick<Session, 'client' | 'mode'> & { readonly person: Pick<Session['person'], 'id'> };

/** Told where somebody is, again and again, it passes on what the server doesn't know yet. */
export function createTeller(
  send: (capability: Capability) => void,
): (who: Who, pathname: string, now: number) => void {
  let told = { place: '', at: 0 };
  return ({ client, mode, person }, pathname, now) => {
    const capability = areaOf(pathname)?.capability;
    // The agency's people look in as well; what is granted to the client isn't theirs to lose.
    if (!capability || !client || mode !== 'own') return;
    const place = `${person.id} ${client.id} ${capability}`;
    if (place === told.place && now - told.at < AGAIN_MS) return;
    told = { place, at: now };
    send(capability);
  };
}
