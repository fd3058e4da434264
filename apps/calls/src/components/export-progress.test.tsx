import { render, screen } from '@testing-library/react';
import type { CallExport } from '@foyer/contract/exports';
import { expect, test } from 'vitest';
import { ExportProgress } from './export-progress.tsx';

const at = (rows: number): CallExport => ({
  id: '00000000-0000-4000-8000-000000000001',
  state: 'running',
  total: 400_000,
  rows,
  bytes: rows * 100,
  columns: ['started_at'],
  fileName: 'calls.csv',
  createdAt: '2026-11-23T09:00:00.000Z',
  expiresAt: '2026-11-24T09:00:00.000Z',
});

const said = () => {
  const bar = screen.getByRole('progressbar', { name: 'Export' });
  return [bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuetext')];
};

test('it says how far it is, and how long it takes once that is known', () => {
  const { rerender } = render(<ExportProgress one={at(0)} at={1_000} />);
  expect(said()).toEqual(['0', '0 of 400,000 calls, working out how long it takes']);
  rerender(<ExportProgress one={at(100_000)} at={11_000} />);
  expect(said()).toEqual(['25', '100,000 of 400,000 calls, about 30 seconds left']);
  rerender(<ExportProgress one={at(380_000)} at={39_000} />);
  expect(said()).toEqual(['95', '380,000 of 400,000 calls, a few seconds left']);
});

test('more calls than were counted are not more than all', () => {
  render(<ExportProgress one={at(400_020)} at={1_000} />);
  expect(said()[0]).toBe('100');
  expect(said()[1]).toContain('400,000 of 400,000 calls');
});
