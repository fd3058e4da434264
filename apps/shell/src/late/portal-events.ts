import type { PortalState } from '@foyer/contract/events';

/** Milliseconds between two looks while the stream can't be heard. */
export const LOOK_EVERY_MS = 60_000;

/** Milliseconds for which the stream's connection is left to others after one of them has hung. */
export const ROOM_FOR_MS = 120_000;

const LOCK = 'foyer.events';

type Said = Readonly<
  | { kind: 'state'; state: PortalState }
  | { kind: 'ended' }
  | { kind: 'calls' }
  | { kind: 'deaf' }
  | { kind: 'who' }
  | { kind: 'room' }
>;

export type Channel = Pick<BroadcastChannel, 'postMessage'> & {
  onmessage: ((event: MessageEvent) => void) | null;
};

export type PortalEventsParts = Readonly<{
  /** Without locks, a channel or event streams, the portal is asked each minute instead. */
  locks: Pick<LockManager, 'request'> | undefined;
  channel: Channel | undefined;
  open: (() => EventSource) | undefined;
  /** What is deployed, whenever it was said. */
  onState: (state: PortalState) => void;
  /** Some call is new or another one, or may be: while the stream couldn't be heard. */
  onCalls: () => void;
  /** Asks for what the stream would have said. */
  look: () => void;
}>;

export type PortalEvents = Readonly<{
  /**
   * Leaves the stream's connection to others for a while. A browser opens six to an origin without HTTP/2, and a remote that hangs can hold five:
   * the sixth is for everything else.
   */
  makeRoom: () => void;
}>;

/**
 * Hears what changes in the portal. One tab of a browser holds the stream and tells the others, because a browser opens few connections to an
 * origin; when that tab closes, another one takes over.
 */
export function hearPortal({
  locks,
  channel,
  open,
  onState,
  onCalls,
  look,
}: PortalEventsParts): PortalEvents {
  let deaf = true;
  /** The last state, where this tab holds the stream. */
  let led: PortalState | undefined;
  let source: EventSource | undefined;
  let notBefore = 0;
  setInterval(() => {
    if (!deaf) return;
    look();
    onCalls();
  }, LOOK_EVERY_MS);
  if (!locks || !channel || !open) return { makeRoom: () => undefined };

  const hear = (state: PortalState): void => {
    if (deaf) onCalls();
    deaf = false;
    onState(state);
  };
  const say = (said: Said): void => channel.postMessage(said);
  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.kind === 'state') hear(data.state);
    else if (data.kind === 'deaf') deaf = true;
    else if (data.kind === 'ended') look();
    else if (data.kind === 'calls') onCalls();
    else if (data.kind === 'room') giveWay();
    else if (led) say({ kind: 'state', state: led });
  };

  const lost = (): void => {
    led = undefined;
    deaf = true;
    say({ kind: 'deaf' });
  };
  const giveWay = (): void => {
    notBefore = Date.now() + ROOM_FOR_MS;
    if (!source) return;
    source.close();
    source = undefined;
    lost();
    setTimeout(lead, ROOM_FOR_MS);
  };

  const lead = (): void => {
    const wait = notBefore - Date.now();
    if (wait > 0) return void setTimeout(lead, wait);
    const stream = open();
    source = stream;
    const told = ({ data }: MessageEvent<string>): void => {
      const state = stateIn(data);
      if (!state) return;
      led = state;
      say({ kind: 'state', state });
      hear(state);
    };
    stream.addEventListener('hello', told);
    stream.addEventListener('changed', told);
    stream.addEventListener('calls', () => {
      say({ kind: 'calls' });
      onCalls();
    });
    stream.addEventListener('ended', () => {
      say({ kind: 'ended' });
      look();
    });
    stream.addEventListener('error', () => {
      lost();
      // A browser comes back by itself after a broken connection, but not after a refusal: the session says why.
      if (stream.readyState !== EventSource.CLOSED) return;
      source = undefined;
      look();
      setTimeout(lead, LOOK_EVERY_MS);
    });
  };
  // Held until the tab closes.
  locks.request(LOCK, () => new Promise<never>(lead)).catch(() => undefined);
  say({ kind: 'who' });
  return {
    makeRoom: () => {
      giveWay();
      say({ kind: 'room' });
    },
  };
}

function stateIn(data: string): PortalState | undefined {
  try {
    const { shell, remotes, access } = JSON.parse(data) as Partial<PortalState>;
    return typeof shell === 'string' && typeof remotes === 'string' && typeof access === 'string'
      ? { shell, remotes, access }
      : undefined;
  } catch {
    return undefined;
  }
}
