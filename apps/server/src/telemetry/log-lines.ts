import type { TelemetryEvent } from '@foyer/contract/telemetry';
import type { Log } from '../platform/dependencies.ts';
import type { Received } from './telemetry-exporter.ts';

/** Lines in a minute; what is beyond is counted. */
const MOST = 300;
const MINUTE = 60_000;

/** Logs what went wrong in pages. Vitals, and loads that went well, are many and say nothing one by one. */
export function createLogLines(log: Log): { take(received: readonly Received[]): void } {
  let minute = 0;
  let lines = 0;
  let leftOut = 0;
  const nextMinute = (now: number): void => {
    if (leftOut > 0) log.warn({ leftOut }, 'telemetry left out');
    minute = now;
    lines = 0;
    leftOut = 0;
  };
  return {
    take: (received) => {
      for (const { event, at } of received) {
        if (!isWorthALine(event)) continue;
        const now = Math.floor(at.getTime() / MINUTE);
        if (now !== minute) nextMinute(now);
        if (lines >= MOST) leftOut += 1;
        else {
          lines += 1;
          log.warn({ ...event }, 'telemetry');
        }
      }
    },
  };
}

const isWorthALine = (event: TelemetryEvent): boolean =>
  event.kind === 'error' || event.kind === 'csp' || (event.kind === 'load' && event.outcome !== 'ok');
