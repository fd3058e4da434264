// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ThemeRoot } from '../theme/theme-root.tsx';
import { announce, LiveAnnouncer } from './announce.tsx';
import { dismissToast, toast } from './toasts.tsx';

const shown: number[] = [];
afterEach(() => act(() => shown.splice(0).forEach(dismissToast)));
const say = (...args: Parameters<typeof toast>) => act(() => void shown.push(toast(...args)));

const politely = () => document.querySelector('[aria-live="polite"]')?.textContent;
const loudly = () => document.querySelector('[aria-live="assertive"]')?.textContent;

it('a message is read out by one live region, however many stand on the page', () => {
  render(
    <ThemeRoot mode="light">
      <LiveAnnouncer />
    </ThemeRoot>,
  );
  act(() => announce('Calls'));
  const speaking = [...document.querySelectorAll('[aria-live]')].filter(
    (region) => region.textContent === 'Calls',
  );
  expect(speaking).toHaveLength(1);
});

it('the same message is read again: its node is a new one', () => {
  render(<ThemeRoot mode="light">page</ThemeRoot>);
  act(() => announce('Saved'));
  const first = document.querySelector('[aria-live="polite"] > span');
  act(() => announce('Saved'));
  expect(document.querySelector('[aria-live="polite"] > span')).not.toBe(first);
});

it('a toast says what happened, offers its one action, and goes with it', async () => {
  const undo = vi.fn<() => void>();
  render(<ThemeRoot mode="light">page</ThemeRoot>);
  say('Filter saved', { tone: 'positive', action: { label: 'Undo', onClick: undo } });
  expect(politely()).toBe('Filter saved');
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(undo).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

it('a toast goes after a while; one that tells of a failure stays until it is dismissed', async () => {
  vi.useFakeTimers();
  render(<ThemeRoot mode="light">page</ThemeRoot>);
  say('Copied');
  say('The export failed', { tone: 'negative' });
  expect(loudly()).toBe('The export failed');
  act(() => void vi.advanceTimersByTime(6000));
  const region = screen.getByRole('region', { name: 'Notifications' });
  expect(region.textContent).toBe('The export failed');
  act(() => screen.getByRole('button', { name: 'Dismiss' }).click());
  expect(region.textContent).toBe('');
});

it('never more than three toasts stand at once', () => {
  render(<ThemeRoot mode="light">page</ThemeRoot>);
  for (const message of ['one', 'two', 'three', 'four']) say(message);
  expect(screen.getByRole('region', { name: 'Notifications' }).textContent).toBe('twothreefour');
});

it('a toast that waits for an answer stays, whatever passes, and can be put off in its own words', async () => {
  const later = vi.fn<() => void>();
  render(<ThemeRoot mode="light">page</ThemeRoot>);
  say('A new version is ready.', { dismiss: { label: 'Later', onClick: later } });
  for (const n of [1, 2, 3, 4]) say(`Saved ${n}`);
  const stack = screen.getByRole('region', { name: 'Notifications' });
  expect(stack.textContent).toContain('A new version is ready.');
  expect(stack.textContent).not.toContain('Saved 1');
  await userEvent.click(screen.getByRole('button', { name: 'Later' }));
  expect(later).toHaveBeenCalledTimes(1);
  expect(stack.textContent).not.toContain('A new version is ready.');
});

it('a toast that can’t be put off has no way but its action', () => {
  render(<ThemeRoot mode="light">page</ThemeRoot>);
  say('Calls comes from elsewhere', { dismiss: null, action: { label: 'Reset', onClick: () => {} } });
  expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Reset']);
});
