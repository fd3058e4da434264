import type { Log } from '../platform/dependencies.ts';
import { logsRequest } from './otlp-records.ts';
import type { OtlpSettings } from './otlp-settings.ts';
import type { Received, TelemetryExporter } from './telemetry-exporter.ts';

export interface OtlpOptions extends OtlpSettings {
  readonly log: Log;
  /** Events that wait at most; what comes when it is full is dropped. */
  readonly queue?: number;
  /** Events of one request at most. */
  readonly batch?: number;
  /** Milliseconds that events wait for others to go with. */
  readonly delayMs?: number;
  /** Milliseconds before the first try again; each further one waits twice as long. */
  readonly backoffMs?: number;
  /** Milliseconds that the end of the server waits: for a request that is under way, and for the last one. */
  readonly lastTryMs?: number;
}

/** Tries for one batch. */
const TRIES = 5;
/** Milliseconds that a collector may ask to be left alone. */
const LONGEST_WAIT = 60_000;
/** What the specification lets be tried again. */
const AGAIN = new Set([429, 502, 503, 504]);

type Outcome =
  | { readonly kind: 'taken'; readonly rejected: number }
  | { readonly kind: 'again'; readonly afterMs: number | null }
  | { readonly kind: 'refused' };

/** Posts what pages tell to a collector, as OTLP over HTTP in JSON, one request at a time. */
export function createOtlpExporter(options: OtlpOptions): TelemetryExporter {
  const { log, queue: most = 2_048, batch: size = 512, delayMs = 5_000, backoffMs = 1_000 } = options;
  const { lastTryMs = 2_000 } = options;
  const patience = new AbortController();
  const waiting: Received[] = [];
  let dropped = 0;
  let told = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | null = null;
  let tries = 0;
  let closed = false;

  const drop = (count: number): void => {
    dropped += count;
  };
  const later = (ms: number): void => {
    if (timer !== undefined || closed) return;
    timer = setTimeout(() => {
      timer = undefined;
      sending ??= send().finally(() => {
        sending = null;
      });
    }, ms);
    // In a browser a number, which keeps nothing alive.
    (timer as { unref?: () => void }).unref?.();
  };

  const send = async (): Promise<void> => {
    const batch = waiting.slice(0, size);
    if (batch.length === 0) return;
    const signal = AbortSignal.any([AbortSignal.timeout(options.timeoutMs), patience.signal]);
    const outcome = await post(batch, options, signal);
    tries += 1;
    if (outcome.kind === 'again' && tries < TRIES) {
      later(Math.min(outcome.afterMs ?? backoffMs * 2 ** (tries - 1), LONGEST_WAIT));
      return;
    }
    tries = 0;
    waiting.splice(0, batch.length);
    drop(outcome.kind === 'taken' ? outcome.rejected : batch.length);
    if (dropped > told) {
      log.warn({ dropped }, 'telemetry not exported');
      told = dropped;
    }
    if (waiting.length > 0) later(waiting.length >= size ? 0 : delayMs);
  };

  return {
    take: (received) => {
      const room = closed ? 0 : most - waiting.length;
      waiting.push(...received.slice(0, room));
      drop(received.length - Math.min(room, received.length));
      if (waiting.length > 0) later(delayMs);
    },
    dropped: () => dropped,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      timer = undefined;
      const end = setTimeout(() => patience.abort(), lastTryMs);
      await sending;
      clearTimeout(end);
      const last = waiting.splice(0);
      if (last.length === 0) return;
      const outcome = await post(last, options, AbortSignal.timeout(lastTryMs));
      drop(outcome.kind === 'taken' ? outcome.rejected : last.length);
    },
  };
}

/** Never rejects. */
async function post(
  batch: readonly Received[],
  { url, headers, resource }: OtlpSettings,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(logsRequest(batch, resource)),
      signal,
      redirect: 'error',
    });
    if (answer.ok) return { kind: 'taken', rejected: rejectedOf(await answer.text()) };
    void answer.body?.cancel();
    if (AGAIN.has(answer.status))
      return { kind: 'again', afterMs: waitOf(answer.headers.get('retry-after')) };
    return { kind: 'refused' };
  } catch {
    return { kind: 'again', afterMs: null };
  }
}

/** The records of a partial success that the collector did not keep. */
function rejectedOf(text: string): number {
  try {
    const { partialSuccess } = JSON.parse(text) as { partialSuccess?: { rejectedLogRecords?: unknown } };
    return Number(partialSuccess?.rejectedLogRecords ?? 0) || 0;
  } catch {
    return 0;
  }
}

/** Milliseconds. A date instead of seconds is not worth a clock here. */
const waitOf = (header: string | null): number | null =>
  header !== null && /^\d+$/.test(header) ? Number(header) * 1_000 : null;
