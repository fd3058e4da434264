import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';

// Component tests share one page and one set of modules (isolation costs seven times the time), so each cleans up after itself here,
// and what nobody expected on the console fails the test. One that expects an error says so: vi.spyOn(console, 'error').mockImplementation(…).
let unexpected: string[] = [];

beforeEach(() => {
  unexpected = [];
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => {
    unexpected.push(words.map((word) => (word instanceof Error ? word.stack : String(word))).join(' '));
  });
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/');
  document.title = '';
  if (unexpected.length) throw new Error(`Unexpected console.error:\n${unexpected.join('\n')}`);
});
