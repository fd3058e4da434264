import type { PortalState } from '@foyer/contract/events';
import { DatabaseUnavailable, type Database } from '../db/database.ts';
import type { Log } from '../platform/dependencies.ts';
import type { RequestMeta } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { keptOut, type SignedIn } from '../session/signed-in.ts';
import { EventStream } from './event-stream.ts';
import { parseNotice } from './notice.ts';
import { MovedCalls } from './moved-calls.ts';
import { PendingChanges } from './pending-changes.ts';

/** Milliseconds of silence after which a stream says something. */
const HEARTBEAT = 20_000;
/** Milliseconds between two looks at which sessions have expired and which streams were silent. No look asks the database. */
const TICK = 500;
/** Milliseconds from one telling of calls to the next, at least: what is announced meanwhile is gathered. */
const GATHER_CALLS = 250;
/** Streams of one session; each tab of a browser has at most one. */
const MOST_OF_A_SESSION = 20;
/** Sessions that are read at the same time after a change that concerns several. */
const READERS = 4;

export interface EventHub {
  /**
   * Opens a stream, which lives as long as its session.
   * @throws 429 when the session has too many
   */
  open(opening: Opening): ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Ends every stream, and takes no more. */
  close(): void;
}

interface Opening {
  readonly session: SignedIn;
  readonly request: Pick<RequestMeta, 'headers' | 'address' | 'signal'>;
  /** What the browser saw last, if it has been here before. */
  readonly lastEventId: string | null;
}

export interface EventHubOptions {
  readonly db: Pick<Database, 'listen' | 'prepared'>;
  readonly clock: { now(): Date };
  readonly log: Log;
  /** Reads the session of a request from the database. */
  readonly readSession: (request: Pick<RequestMeta, 'headers'>) => Promise<SignedIn | null>;
  /** Takes up what is in the registry now; called once for each change. */
  readonly refreshRegistry: () => Promise<unknown>;
  /** What is deployed, as a session sees it, from memory. Null while that can't be said. */
  readonly stateOf: (session: SignedIn) => Promise<PortalState | null>;
}

/** What is being read, by session; undefined: it could not be. */
type Reads = Map<string, Promise<SignedIn | null | undefined>>;

/** What each session is told, reckoned once for all its tabs. */
type States = Map<SignedIn, Promise<PortalState | null>>;

interface Listener {
  readonly stream: EventStream;
  /** Reads the session anew; null once it has ended. */
  readonly readSession: () => Promise<SignedIn | null>;
  /** Where it listens from. */
  readonly address: string;
  session: SignedIn;
  /** The id of the state that was sent last; null before `hello`. */
  told: string | null;
  /** The last of what is being told, so that states are sent in the order in which they came to be. */
  telling: Promise<void>;
}

/**
 * Knows the open streams of this process, and hears from the database what changed, whichever process changed it. A stream holds no
 * connection of the database; it is told the present state, so that nothing is lost when several changes become one.
 */
export function createEventHub(options: EventHubOptions): EventHub {
  const { db, clock, log, readSession, refreshRegistry, stateOf } = options;
  const listeners = new Set<Listener>();
  let pending = new PendingChanges();
  let working = false;
  let closed = false;
  let ticking: ReturnType<typeof setInterval> | undefined;
  let moved = new MovedCalls();
  let gathering: ReturnType<typeof setTimeout> | undefined;

  const failed = (error: unknown): null => {
    // That the database is away is the log of those who asked it; there will be a gap when it is back.
    if (!(error instanceof DatabaseUnavailable))
      log.error({ error: error instanceof Error ? error.name : typeof error }, 'events');
    return null;
  };
  /** The browser that hears this needn't come back to learn it. */
  const end = (stream: EventStream): void => {
    stream.send('ended', 'ended', {}, clock.now().getTime());
    stream.close();
  };
  const tick = (): void => {
    const now = clock.now().getTime();
    for (const { stream, session } of listeners) {
      if (session.expiresAt.getTime() <= now) end(stream);
      else stream.beat(now, HEARTBEAT);
      // Time is announced by nobody.
      if (session.viewAs && session.viewAs.expiresAt.getTime() <= now)
        pending.add({ about: 'session', id: session.sessionId });
    }
    void work();
  };
  const keepTicking = (): void => {
    if (listeners.size > 0) {
      ticking ??= setInterval(tick, TICK);
      // In a browser a number, which keeps nothing alive.
      (ticking as { unref?: () => void }).unref?.();
    } else {
      clearInterval(ticking);
      ticking = undefined;
    }
  };

  /** Sends the present state, if it is another one than was told. */
  const tellState = async (
    listener: Listener,
    missed: (id: string) => boolean,
    states: States,
  ): Promise<void> => {
    const { session } = listener;
    const reckoning = states.get(session) ?? stateOf(session);
    states.set(session, reckoning);
    const state = await reckoning;
    if (!state) return listener.stream.close();
    const id = `${state.shell}/${state.remotes}/${state.access}`;
    if (listener.told === id) return;
    const now = clock.now().getTime();
    listener.stream.send(listener.told === null ? 'hello' : 'changed', id, state, now);
    if (missed(id)) listener.stream.send('changed', id, state, now);
    listener.told = id;
  };
  const tell = (
    listener: Listener,
    missed = (_id: string): boolean => false,
    states: States = new Map(),
  ): Promise<void> => {
    listener.telling = listener.telling.catch(() => {}).then(() => tellState(listener, missed, states));
    return listener.telling;
  };

  /** What can't be read is as good as ended: the browser comes back, and then it is decided. */
  const readAnew = async (listener: Listener, reads: Reads = new Map()): Promise<void> => {
    const { sessionId } = listener.session;
    let reading = reads.get(sessionId);
    if (!reading) {
      reading = listener.readSession().catch((error: unknown) => {
        failed(error);
        return undefined;
      });
      reads.set(sessionId, reading);
    }
    const session = await reading;
    if (session === undefined) listener.stream.close();
    else if (session === null || keptOut(session, listener.address)) end(listener.stream);
    else listener.session = session;
  };

  /** Ends the streams whose sessions are no longer there: one query for all, for when no notices can be heard. */
  const endEnded = async (): Promise<void> => {
    const ids = [...new Set([...listeners].map(({ session }) => session.sessionId))];
    if (ids.length === 0) return;
    const alive = await db.prepared<{ id: string }>(
      'live-sessions',
      'select id from sessions where id = any($1::uuid[]) and expires_at > $2',
      [ids, clock.now()],
    );
    const there = new Set(alive.map(({ id }) => id));
    for (const { stream, session } of listeners) if (!there.has(session.sessionId)) end(stream);
  };

  const handle = async (changes: PendingChanges): Promise<void> => {
    if (changes.registry) await refreshRegistry();
    if (changes.deaf) await endEnded();
    const isConcerned = (listener: Listener): boolean => changes.concern(listener.session);
    const bySession = Map.groupBy(listeners, ({ session }) => session.sessionId);
    const toTell = [...bySession.values()].filter((tabs) => changes.registry || tabs.some(isConcerned));
    const states: States = new Map();
    // Tabs of one session are told of the same one, which is read once for all of them; nobody waits for another's to be read.
    await inTurns(toTell, READERS, async (tabs) => {
      const reads: Reads = new Map();
      await Promise.all(tabs.filter(isConcerned).map((tab) => readAnew(tab, reads)));
      await Promise.all(tabs.filter(({ stream }) => stream.open).map((tab) => tell(tab, undefined, states)));
    });
  };

  /** The session is read once more: it could have ended between the look at it and the place among the listeners. */
  const welcome = async (listener: Listener, lastEventId: string | null): Promise<void> => {
    await readAnew(listener);
    if (listener.stream.open) await tell(listener, (id) => lastEventId !== null && lastEventId !== id);
  };

  /** One after another; what comes meanwhile is handled together. */
  const work = async (): Promise<void> => {
    if (working) return;
    working = true;
    while (!pending.empty && !closed) {
      const changes = pending;
      pending = new PendingChanges();
      await handle(changes).catch(failed);
    }
    working = false;
  };

  const tellOfCalls = (): void => {
    gathering = undefined;
    if (moved.empty) return;
    const calls = moved;
    moved = new MovedCalls();
    const now = clock.now().getTime();
    for (const { stream, session, told } of listeners)
      if (told !== null && calls.concern(session)) stream.sendAside('calls', now);
    rest();
  };
  const rest = (): void => {
    gathering = setTimeout(tellOfCalls, GATHER_CALLS);
    (gathering as { unref?: () => void }).unref?.();
  };
  /** The first of a burst is told at once. */
  const gatherCalls = (): void => {
    if (gathering === undefined) tellOfCalls();
  };

  const stopListening = db.listen({
    onNotice: (payload) => {
      const notice = parseNotice(payload);
      if (!notice) return;
      if (notice.about === 'calls') {
        moved.add(notice.clientId, notice.projectId);
        return gatherCalls();
      }
      pending.add(notice);
      void work();
    },
    onGap: (over) => {
      pending.addGap(over);
      if (over) {
        moved.addGap();
        gatherCalls();
      }
      void work();
    },
  });

  return {
    open: ({ session, request, lastEventId }) => {
      if (closed) throw problem('unavailable', { retryAfter: 2 });
      const own = [...listeners].filter((one) => one.session.sessionId === session.sessionId);
      if (own.length >= MOST_OF_A_SESSION) throw problem('rate_limited', { retryAfter: 60 });
      const now = clock.now().getTime();
      const stream = new EventStream(now, () => {
        listeners.delete(listener);
        keepTicking();
      });
      const listener: Listener = {
        stream,
        readSession: readerOf(request, readSession),
        address: request.address,
        session,
        told: null,
        telling: Promise.resolve(),
      };
      listeners.add(listener);
      keepTicking();
      request.signal.addEventListener('abort', () => stream.close(), { once: true });
      if (request.signal.aborted) stream.close();
      welcome(listener, lastEventId).catch((error: unknown) => {
        failed(error);
        stream.close();
      });
      return stream.bytes;
    },
    close: () => {
      closed = true;
      stopListening();
      clearTimeout(gathering);
      for (const { stream } of listeners) stream.close();
    },
  };
}

/** Keeps of the request what a look at its session needs, and nothing else, for as long as the stream is open. */
function readerOf(
  { headers }: Pick<RequestMeta, 'headers'>,
  readSession: EventHubOptions['readSession'],
): () => Promise<SignedIn | null> {
  const carrier = { headers: new Headers({ cookie: headers.get('cookie') ?? '' }) };
  return () => readSession(carrier);
}

/** Does `work` for each, `most` at the same time. */
async function inTurns<T>(all: readonly T[], most: number, work: (one: T) => Promise<void>): Promise<void> {
  const rest = all.values();
  const one = async (): Promise<void> => {
    for (const next of rest) await work(next);
  };
  await Promise.all(Array.from({ length: Math.min(most, all.length) }, one));
}
