import { text } from './plain-values.ts';

/** What happened at one moment of a call besides talking. Never what a tool was given or answered, and never a number: those can be the caller's. */
export interface CallMoment {
  /** Milliseconds from the start of the call. */
  readonly atMs: number;
  readonly durationMs: number | null;
  readonly kind: 'tool' | 'transfer' | 'hold' | 'voicemail';
  /** Of the tool, as whoever built the agent named it. */
  readonly name: string | null;
  /** Null: the platform doesn't say. */
  readonly outcome: 'done' | 'failed' | null;
}

/** A call of a tool as a platform tells of it. */
interface ToolCall {
  readonly name: unknown;
  readonly atMs: number | undefined;
  /** When its answer came, where that is told. */
  readonly answeredAtMs?: number | undefined;
  readonly outcome: CallMoment['outcome'];
}

/** What platforms call their own tools for handing a call over. */
const TRANSFERS = /^transfer(?:_?to_?(?:number|agent)|_?call)?$/i;
/** A tool's name is a word of a program. What looks like anything else isn't told. */
const TOOL = /^[\p{L}_][\p{L}\p{N} _.:/-]{0,79}$/u;

/** Tools and transfers in order of time, without those of which nobody says when they were; undefined where there are none. */
export function momentsOf(calls: readonly ToolCall[]): CallMoment[] | undefined {
  const told = calls
    .flatMap(({ name, atMs, answeredAtMs, outcome }): CallMoment[] => {
      const word = text(name, 200);
      if (atMs === undefined || word === undefined) return [];
      const durationMs = answeredAtMs === undefined ? null : Math.max(0, answeredAtMs - atMs);
      if (TRANSFERS.test(word)) return [{ atMs, durationMs, kind: 'transfer', name: null, outcome }];
      const told = TOOL.test(word) && !/\d{4}/.test(word) ? word : null;
      return [{ atMs, durationMs, kind: 'tool', name: told, outcome }];
    })
    .toSorted((a, b) => a.atMs - b.atMs)
    .slice(0, MOST);
  return told.length > 0 ? told : undefined;
}

/** Of one call: who sends more sends something else. */
const MOST = 200;
