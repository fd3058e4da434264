import type { CallEvent, CallMood } from '@foyer/contract/call-notes';
import { sql, type Kysely } from 'kysely';
import type { Schema } from '../db/schema.ts';
import type { CallSeed } from './insert-calls.ts';
import { chance } from './random.ts';

export interface CallStory {
  readonly events: readonly CallEvent[];
  readonly moods: readonly CallMood[];
}

const TENTHS = 10;
const MOOD = { positive: 55, neutral: 5, negative: -60 } as const;

/** What the demo's agent did during a call, and how its caller felt in each tenth of it where the platform says that. */
export function storyOf(call: CallSeed): CallStory {
  const by = chance(`story of ${call.id}`);
  const { durationMs, segments } = call;
  if (segments.length === 0) return { events: [], moods: [] };
  const at = (share: number): number => {
    const near = segments[Math.floor(share * (segments.length - 1))];
    return Math.min(near?.endMs ?? 0, durationMs);
  };
  const tool = (share: number, name: string, failed = false): CallEvent => ({
    atMs: at(share),
    durationMs: by.between(240, 1_900),
    kind: 'tool',
    name,
    outcome: failed ? 'failed' : 'done',
    destination: null,
  });
  const events: CallEvent[] = [];
  switch (call.outcome) {
    case 'booked':
      events.push(tool(0.35, 'check_free_times'));
      if (by.happens(0.15)) events.push(tool(0.55, 'book_appointment', true));
      events.push(tool(0.7, 'book_appointment'));
      if (by.happens(0.5)) events.push(tool(0.85, 'send_confirmation'));
      break;
    case 'rescheduled':
      events.push(
        tool(0.25, 'find_appointment'),
        tool(0.5, 'check_free_times'),
        tool(0.7, 'move_appointment'),
      );
      break;
    case 'cancelled':
      events.push(tool(0.3, 'find_appointment'), tool(0.6, 'cancel_appointment'));
      break;
    case 'answered':
      if (by.happens(0.6)) events.push(tool(0.3, 'search_knowledge'));
      break;
    case 'message_taken':
      events.push(tool(0.8, 'leave_message'));
      break;
    case 'transferred':
      events.push(
        {
          ...tool(0.75, 'hold'),
          kind: 'hold',
          name: null,
          outcome: null,
          durationMs: by.between(4_000, 19_000),
        },
        {
          ...tool(0.95, 'transfer'),
          kind: 'transfer',
          name: null,
          durationMs: null,
          destination: 'Front desk',
        },
      );
      break;
    default:
  }
  if (call.status === 'voicemail')
    events.push({
      atMs: at(0.1),
      durationMs: null,
      kind: 'voicemail',
      name: null,
      outcome: call.outcome === 'not_reached' ? 'done' : null,
      destination: null,
    });
  // Not every platform says how somebody felt.
  const moods =
    call.sentiment !== null && by.happens(0.75) ? moodsOf(call.sentiment, durationMs, by.between) : [];
  return { events: events.toSorted((a, b) => a.atMs - b.atMs), moods };
}

function moodsOf(
  end: keyof typeof MOOD,
  durationMs: number,
  between: (low: number, high: number) => number,
): CallMood[] {
  const start = between(-15, 20);
  return Array.from({ length: TENTHS }, (_, tenth) => {
    const value = start + ((MOOD[end] - start) * tenth) / (TENTHS - 1) + between(-14, 14);
    return {
      fromMs: Math.round((durationMs * tenth) / TENTHS),
      toMs: Math.round((durationMs * (tenth + 1)) / TENTHS),
      value: Math.round(Math.max(-100, Math.min(100, value))),
    };
  });
}

/** Writes what happened during the demo's calls. */
export async function insertStories(db: Kysely<Schema>, calls: readonly CallSeed[]): Promise<void> {
  const stories = calls.map((call) => ({ call, story: storyOf(call) }));
  const events = stories.flatMap(({ call: { tenantId, id }, story }) =>
    story.events.map((event, seq) => ({
      tenant_id: tenantId,
      call_id: id,
      seq,
      at_ms: event.atMs,
      duration_ms: event.durationMs,
      kind: event.kind,
      name: event.name,
      outcome: event.outcome,
      destination: event.destination,
    })),
  );
  const moods = stories
    .filter(({ story }) => story.moods.length > 0)
    .map(({ call, story }) => ({ tenant_id: call.tenantId, call_id: call.id, moods: story.moods }));
  await sql`
    insert into call_events (tenant_id, call_id, seq, at_ms, duration_ms, kind, name, outcome, destination)
    select * from json_to_recordset(${JSON.stringify(events)}::json) as g(
      tenant_id uuid, call_id uuid, seq integer, at_ms integer, duration_ms integer, kind text, name text, outcome text,
      destination text)`.execute(db);
  await sql`
    insert into call_moods (tenant_id, call_id, moods)
    select * from json_to_recordset(${JSON.stringify(moods)}::json) as g(tenant_id uuid, call_id uuid, moods jsonb)`.execute(
    db,
  );
}
