import { expect, it } from 'vitest';
import { lastGoodIn } from './last-good.ts';

function storage(content?: string) {
  const kept = new Map<string, string>(content === undefined ? [] : [['foyer.last-good', content]]);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    kept,
  };
}

it('the version that worked is remembered for each remote, and nothing else', () => {
  const device = storage();
  lastGoodIn(() => device).set('calls', '1.0.0-a');
  lastGoodIn(() => device).set('agents', '2.0.0-b');
  lastGoodIn(() => device).set('calls', '1.1.0-c');
  expect(lastGoodIn(() => device).get('calls')).toBe('1.1.0-c');
  expect([...device.kept.values()].map((text) => JSON.parse(text))).toEqual([
    { calls: '1.1.0-c', agents: '2.0.0-b' },
  ]);
  lastGoodIn(() => device).set('calls', null);
  expect(lastGoodIn(() => device).get('calls')).toBeNull();
});

it.each(['', '[]', 'null', '{"calls":3}', 'not json'])(
  'a device that holds %j remembers nothing',
  (content) => {
    expect(lastGoodIn(() => storage(content)).get('calls')).toBeNull();
  },
);

it('a device that keeps nothing breaks nothing', () => {
  const closed = lastGoodIn(() => {
    throw new DOMException('closed', 'SecurityError');
  });
  closed.set('calls', '1');
  expect(closed.get('calls')).toBeNull();
});
