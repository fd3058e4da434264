import pg from 'pg';
import { NOTICE_CHANNEL, type NoticeListener } from './notices.ts';

/** Milliseconds between two tries to connect, and between two reminders that nothing can be heard. */
const RETRY = 1_000;
/** Milliseconds between two probes of a connection that seems well. */
const PROBE_EVERY = 15_000;
/** Milliseconds in which a probe must be heard. */
const PROBE_PATIENCE = 3_000;

/**
 * Listens over one connection of its own beside the pool, and connects anew for as long as it isn't stopped. A pooler that hands a connection
 * to somebody else after each transaction lets nothing through: probes that we send to ourselves tell, and until one is heard there is a gap.
 */
export function listenOnPostgres(url: string, listener: NoticeListener): () => void {
  let stopped = false;
  let drop: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reminder: ReturnType<typeof setInterval> | undefined;

  const onHearing = (): void => {
    clearInterval(reminder);
    reminder = undefined;
    listener.onGap(true);
  };
  const onEnd = (): void => {
    drop = undefined;
    if (stopped) return;
    if (reminder === undefined) {
      listener.onGap(false);
      reminder = setInterval(() => listener.onGap(false), RETRY);
    }
    timer = setTimeout(connect, RETRY);
  };
  const connect = (): void => {
    drop = openEar(url, { onNotice: listener.onNotice, onHearing, onEnd });
  };
  connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    clearInterval(reminder);
    drop?.();
  };
}

interface Ear {
  readonly onNotice: NoticeListener['onNotice'];
  /** Called once, when the first probe was heard. */
  readonly onHearing: () => void;
  /** Called once. */
  readonly onEnd: () => void;
}

/** One connection until it ends, by itself or by the answered function. */
function openEar(url: string, { onNotice, onHearing, onEnd }: Ear): () => void {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'foyer-notices',
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
  });
  const probe = `probe:${crypto.randomUUID()}`;
  let hearing = false;
  let unheard: ReturnType<typeof setTimeout> | undefined;
  let next: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  const end = (): void => {
    if (ended) return;
    ended = true;
    clearTimeout(unheard);
    clearTimeout(next);
    void client.end().catch(() => {});
    onEnd();
  };
  const sendProbe = (): void => {
    unheard = setTimeout(end, PROBE_PATIENCE);
    client.query('select pg_notify($1, $2)', [NOTICE_CHANNEL, probe]).catch(end);
  };
  client.on('error', end);
  client.on('end', end);
  client.on('notification', ({ payload = '' }) => {
    if (payload === probe) {
      clearTimeout(unheard);
      next = setTimeout(sendProbe, PROBE_EVERY);
      if (!hearing) onHearing();
      hearing = true;
    } else if (!payload.startsWith('probe:')) onNotice(payload);
  });
  client
    .connect()
    .then(() => client.query(`listen ${NOTICE_CHANNEL}`))
    .then(sendProbe)
    .catch(end);
  return end;
}
