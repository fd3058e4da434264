import { describe, expect, test } from 'vitest';
import { recordedOf } from './audio/recordings.ts';
import { DEMO_CLIENTS, type DemoClient } from './demo.ts';
import { demoCalls } from './demo-calls.ts';
import type { MarkedText } from './marked-text.ts';

const NOW = new Date('2026-11-20T15:30:00Z');
const callsOf = new Map(DEMO_CLIENTS.map((client) => [client, demoCalls(client, NOW)]));
const everyClient = [...callsOf] as [DemoClient, ReturnType<typeof demoCalls>][];

describe('the calls of the demo', () => {
  test('are the same each time', () => {
    const [client] = DEMO_CLIENTS;
    if (!client) throw new Error('no client');
    expect(demoCalls(client, NOW)).toEqual(callsOf.get(client));
  });

  test('lie before now, the newest within the last days', () => {
    for (const [, calls] of everyClient) {
      expect(calls.every((call) => call.startedAt < NOW)).toBe(true);
      expect(NOW.getTime() - (calls[0]?.startedAt.getTime() ?? 0)).toBeLessThan(4 * 86_400_000);
    }
  });

  test('say what can be heard wherever something can be heard', () => {
    for (const [client, calls] of everyClient) {
      const spoken = new Map(recordedOf(client.business).map((one) => [one.contentKey, one]));
      const audible = calls.filter((call) => call.recording?.contentKey != null);
      expect(audible.length).toBeGreaterThan(30);
      for (const call of audible) {
        const heard = spoken.get(call.recording?.contentKey ?? '');
        expect(call.segments.map(({ id: _, ...segment }) => segment)).toEqual(heard?.segments);
        expect(call.durationMs).toBe(heard?.durationMs);
      }
    }
  });

  test('meet every gate of a recording in every client, within the first 150', () => {
    for (const [, calls] of everyClient) {
      const newest = calls.slice(0, 150).map((call) => call.recording);
      expect(new Set(newest.map((one) => one?.consent))).toEqual(
        new Set([undefined, 'granted', 'not_required', 'pending', 'denied', 'withdrawn']),
      );
      expect(new Set(newest.map((one) => one?.media))).toEqual(
        new Set([undefined, 'available', 'processing', 'missing', 'expired']),
      );
      expect(newest.some((one) => one?.complianceHold)).toBe(true);
      expect(newest.some((one) => one?.media === 'available' && one.retainUntil < NOW)).toBe(true);
    }
  });

  test('have a transcript wherever somebody spoke, in order and within the call', () => {
    for (const [, calls] of everyClient) {
      const wrong = calls.filter(({ status, segments, durationMs }) => {
        const spoken = ['completed', 'transferred', 'voicemail'].includes(status);
        const times = segments.flatMap(({ startMs, endMs }) => [startMs, endMs]);
        const inOrder = times.every((at, i) => at >= (times[i - 1] ?? 0) && at <= durationMs);
        return segments.length > 0 !== spoken || !inOrder;
      });
      expect(wrong).toEqual([]);
    }
  });

  test('mark every name and number of the caller that is said', () => {
    for (const [, calls] of everyClient) {
      const leaks = calls.filter(({ caller, summary, segments }) => {
        const open = [summary, ...segments].map(withoutMarked).join('\n');
        const family = caller.name?.split(' ').at(-1);
        return (family && open.includes(family)) || (caller.number && open.includes(caller.number));
      });
      expect(leaks).toEqual([]);
    }
  });
});

const withoutMarked = ({ text, spans }: MarkedText): string =>
  spans.toReversed().reduce((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
