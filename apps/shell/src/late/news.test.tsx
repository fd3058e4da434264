import { act, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { news, useNews } from '@foyer/federation';

function Page({ onNews }: Readonly<{ onNews: () => void }>) {
  useNews('calls', onNews);
  return null;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('the first news is told at once, a burst of them once in a while, and none after the page has gone', () => {
  const onNews = vi.fn<() => void>();
  const { unmount } = render(<Page onNews={onNews} />);
  act(() => news.tell('calls'));
  expect(onNews).toHaveBeenCalledTimes(1);
  act(() => {
    for (let i = 0; i < 20; i += 1) news.tell('calls');
  });
  expect(onNews).toHaveBeenCalledTimes(1);
  act(() => void vi.advanceTimersByTime(400));
  expect(onNews).toHaveBeenCalledTimes(2);
  act(() => void vi.advanceTimersByTime(60_000));
  expect(onNews).toHaveBeenCalledTimes(2);
  unmount();
  news.tell('calls');
  expect(onNews).toHaveBeenCalledTimes(2);
});

test('a hidden page is told when it is seen again', () => {
  const onNews = vi.fn<() => void>();
  render(<Page onNews={onNews} />);
  const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  act(() => news.tell('calls'));
  expect(onNews).not.toHaveBeenCalled();
  seen.mockReturnValue('visible');
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  expect(onNews).toHaveBeenCalledTimes(1);
});
