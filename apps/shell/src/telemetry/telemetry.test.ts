// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';

/** The module as a page that has just begun has it. */
async function freshPage() {
  vi.resetModules();
  return import('./telemetry.ts');
}
afterEach(() => void vi.restoreAllMocks());

it('what happens before the sender is there is told to it, in order, and what happens after, at once', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { note, report, sendTo } = await freshPage();
  history.replaceState(null, '', '/calls/7');
  report(new Error('early'), { remote: 'calls', version: '1.0.0' });
  note({ kind: 'vital', name: 'LCP', value: 1, rating: 'good' });
  history.replaceState(null, '', '/agents');
  const told: string[] = [];
  sendTo(({ kind, pathname }) => told.push(`${kind} ${pathname}`));
  expect(told).toEqual(['error /calls/7', 'vital /calls/7']);
  note({ kind: 'vital', name: 'CLS', value: 0, rating: 'good' });
  expect(told.at(-1)).toBe('vital /agents');
});

it('the same error is told once, whoever meets it', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { listen, report, sendTo } = await freshPage();
  const told: unknown[] = [];
  sendTo((noted) => told.push(noted));
  listen();
  const error = new Error('once');
  report(error);
  report(error);
  window.dispatchEvent(new ErrorEvent('error', { error }));
  expect(told).toHaveLength(1);
  expect(quiet).toHaveBeenCalledTimes(1);
});

it('a mistake that is made over and over doesn’t fill the memory of a page without a sender', async () => {
  const { note, sendTo } = await freshPage();
  for (let i = 0; i < 500; i++) note({ kind: 'csp', directive: 'img-src', blocked: 'inline' });
  const told: unknown[] = [];
  sendTo((noted) => told.push(noted));
  expect(told).toHaveLength(100);
});
