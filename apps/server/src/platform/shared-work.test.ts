import { describe, expect, it } from 'vitest';
import { createFreshReads, createSingleFlight } from './shared-work.ts';

/** Work that begins when it is called and ends when it is told to. */
function heldWork() {
  const begun: { end: (value: string) => void; fail: (why: Error) => void }[] = [];
  const work = () =>
    new Promise<string>((end, fail) => {
      begun.push({ end, fail });
    });
  return { begun, work };
}

describe('a single flight', () => {
  it('does the same once for all who ask meanwhile, and anew for who comes after', async () => {
    const { begun, work } = heldWork();
    const fly = createSingleFlight<string>();
    const first = [fly('a', work), fly('a', work), fly('a', work)];
    const other = fly('b', work);
    expect(begun).toHaveLength(2);
    begun[0]!.end('one');
    begun[1]!.end('two');
    expect(await Promise.all(first)).toEqual(['one', 'one', 'one']);
    expect(await other).toBe('two');
    const later = fly('a', work);
    begun[2]!.end('three');
    expect(await later).toBe('three');
  });

  it('fails for all of them when it fails, and is tried again by the next', async () => {
    const { begun, work } = heldWork();
    const fly = createSingleFlight<string>();
    const both = Promise.allSettled([fly('a', work), fly('a', work)]);
    begun[0]!.fail(new Error('away'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = fly('a', work);
    begun[1]!.end('back');
    expect(await again).toBe('back');
  });
});

describe('fresh reads', () => {
  it('tell who came while one ran what the next says, which began after they came', async () => {
    const { begun, work } = heldWork();
    const read = createFreshReads<string>();
    const first = read('a', work);
    const meanwhile = [read('a', work), read('a', work)];
    expect(begun).toHaveLength(1);
    begun[0]!.end('before the change');
    expect(await first).toBe('before the change');
    await Promise.resolve();
    expect(begun).toHaveLength(2);
    const third = read('a', work);
    begun[1]!.end('after the change');
    expect(await Promise.all(meanwhile)).toEqual(['after the change', 'after the change']);
    await Promise.resolve();
    expect(begun).toHaveLength(3);
    begun[2]!.end('later still');
    expect(await third).toBe('later still');
    const fresh = read('a', work);
    expect(begun).toHaveLength(4);
    begun[3]!.end('anew');
    expect(await fresh).toBe('anew');
  });

  it('go on after one that failed', async () => {
    const { begun, work } = heldWork();
    const read = createFreshReads<string>();
    const first = read('a', work).catch(() => 'failed');
    const next = read('a', work);
    begun[0]!.fail(new Error('away'));
    expect(await first).toBe('failed');
    await Promise.resolve();
    begun[1]!.end('back');
    expect(await next).toBe('back');
  });
});
