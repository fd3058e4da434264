import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CallDuration } from './call-duration.tsx';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a call in progress ticks on from what it had lasted, by this page’s clock, also where nobody said when it came', () => {
  render(<CallDuration call={{ status: 'in_progress', durationMs: 58_400 }} />);
  expect(screen.getByText('58 s')).toBeDefined();
  act(() => void vi.advanceTimersByTime(4_000));
  expect(screen.getByText('1 m 02 s')).toBeDefined();
});

test('a call that is over stands still', () => {
  render(<CallDuration call={{ status: 'completed', durationMs: 58_400 }} />);
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.getByText('58 s')).toBeDefined();
});
