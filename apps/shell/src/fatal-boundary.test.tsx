import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FatalBoundary } from './fatal-boundary.tsx';
import { readOverrides } from './remotes/overrides.ts';

const Broken = () => {
  throw new Error('everything broke');
};
const show = (remotes: readonly string[] = ['calls', 'agents']) =>
  render(
    <FatalBoundary remotes={() => remotes}>
      <Broken />
    </FatalBoundary>,
  );

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => {
  document.head.querySelector('meta[name="foyer-overrides"]')?.remove();
});

it('somebody whose whole portal broke can reload it, or open it without its areas at the same address', () => {
  history.replaceState(null, '', '/calls?status=missed');
  show();
  screen.getByRole('heading', { level: 1, name: 'The portal stopped' });
  screen.getByRole('button', { name: 'Reload the page' });
  const link = screen.getByRole('link', { name: 'Open without its areas' });
  expect(link.getAttribute('href')).toBe('/calls?status=missed&disable-remotes=calls%2Cagents');
  expect(screen.queryByRole('button', { name: 'Reset overrides' })).toBeNull();
});

it('a developer whose override broke it reads where it comes from, and can reset it', async () => {
  const meta = document.createElement('meta');
  meta.name = 'foyer-overrides';
  meta.content = 'on';
  document.head.append(meta);
  localStorage.setItem('foyer.overrides', '{"calls":"http://127.0.0.1:4501/"}');
  show();
  expect(screen.getByRole('alert').textContent).toContain('Calls comes from http://127.0.0.1:4501');
  const reset = screen.getByRole('button', { name: 'Reset overrides' });
  // jsdom has no navigation; what counts is that nothing is overridden when the page comes again.
  await userEvent.click(reset);
  expect(readOverrides()).toEqual({});
  cleanup();
});

it('without a session there is nothing to open without', () => {
  show([]);
  expect(screen.queryByRole('link')).toBeNull();
});
