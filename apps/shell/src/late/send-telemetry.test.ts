import { expect, it } from 'vitest';
import { createSender } from './send-telemetry.ts';

function setUp() {
  const sent: string[][] = [];
  const link = { up: true };
  const sender = createSender<string>(
    '/api/telemetry',
    (items) => items,
    50,
    (_, body) => {
      if (!link.up) return false;
      sent.push(JSON.parse(body));
      return true;
    },
  );
  return { sender, sent, link };
}

it('what was collected goes in batches that the server takes, once each', () => {
  const { sender, sent } = setUp();
  for (let i = 0; i < 120; i++) sender.add(`event ${i}`);
  sender.flush();
  sender.flush();
  expect(sent.map((batch) => batch.length)).toEqual([50, 50, 20]);
  expect(new Set(sent.flat()).size).toBe(120);
});

it('a batch is never larger than a browser hands over for a page that goes', () => {
  const { sender, sent } = setUp();
  for (let i = 0; i < 40; i++) sender.add(`${i}`.padEnd(4_000, '.'));
  sender.flush();
  expect(sent.flat()).toHaveLength(40);
  for (const batch of sent) expect(JSON.stringify(batch).length).toBeLessThanOrEqual(60_000);
});

it('what can’t be sent waits, but not without end', () => {
  const { sender, sent, link } = setUp();
  link.up = false;
  for (let i = 0; i < 500; i++) sender.add(`event ${i}`);
  sender.flush();
  link.up = true;
  sender.flush();
  expect(sent.flat()).toHaveLength(200);
  expect(sent.flat().at(-1)).toBe('event 499');
});
