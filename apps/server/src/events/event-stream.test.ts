import { describe, expect, it } from 'vitest';
import { readEvents } from '../testing/read-events.ts';
import { EventStream } from './event-stream.ts';

const reader = (stream: EventStream) => readEvents(new Response(stream.bytes));

describe('a stream of events', () => {
  it('tells how long to stay away before coming back, and not everybody the same', async () => {
    const waits = new Set<number>();
    for (let i = 0; i < 20; i += 1) {
      const first = await new EventStream(0, () => {}).bytes.getReader().read();
      waits.add(Number(/^retry: (\d+)\n\n$/.exec(new TextDecoder().decode(first.value))?.[1]));
    }
    expect(waits.size).toBeGreaterThan(5);
    for (const wait of waits) expect(wait).toSatisfy((ms: number) => ms >= 2_000 && ms < 4_000);
  });

  it('says something after a while of silence, and not before', async () => {
    const stream = new EventStream(0, () => {});
    const events = reader(stream);
    stream.send('hello', 'a', { shell: '1' }, 15_000);
    stream.beat(20_000, 20_000);
    stream.send('changed', 'b', { shell: '2' }, 30_000);
    stream.beat(50_000, 20_000);
    stream.close();
    const seen = [await events.next(), await events.next(), await events.next(), await events.next()];
    expect(seen.map((one) => one?.event)).toEqual(['hello', 'changed', null, undefined]);
    expect(seen[1]).toEqual({ event: 'changed', id: 'b', data: { shell: '2' } });
  });

  it('is cut off when nobody reads it, and keeps nothing', async () => {
    let ended = 0;
    const stream = new EventStream(0, () => {
      ended += 1;
    });
    for (let i = 0; i < 1_000; i += 1) stream.send('changed', String(i), {}, i);
    expect(stream.open).toBe(false);
    expect(ended).toBe(1);
    await expect(stream.bytes.getReader().read()).rejects.toThrow('too slow');
  });

  it('ends when its reader leaves, once', async () => {
    let ended = 0;
    const stream = new EventStream(0, () => {
      ended += 1;
    });
    await stream.bytes.cancel();
    stream.send('changed', 'a', {}, 1);
    stream.close();
    expect(ended).toBe(1);
  });
});
