import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { portalOf, serverAs } from '@foyer/mocks/testing';
import { preloadPopups } from '@foyer/ui';
import { routes } from '../routes.tsx';

const openPortal = portalOf('calls', routes);

// The first to ask has the demo made.
beforeAll(async () => {
  await Promise.all([serverAs('brightwater-admin'), preloadPopups(), import('./export-dialog.tsx')]);
}, 180_000);

// What this test's browser lacks: it makes no addresses of files, and downloads none.
const files: Blob[] = [];
beforeEach(() => {
  files.length = 0;
  sessionStorage.clear();
  URL.createObjectURL = (file) => {
    files.push(file as Blob);
    return 'blob:file';
  };
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

async function openDialog(key: string, path = '/calls', options?: { client: string }) {
  const { user } = await openPortal(key, path, options);
  await user.click(await screen.findByRole('button', { name: 'Export' }));
  const dialog = await screen.findByRole('dialog', { name: 'Export calls' });
  return { user, dialog, within: within(dialog) };
}

const columns = (dialog: HTMLElement) =>
  within(within(dialog).getByRole('group', { name: 'Columns' }))
    .getAllByRole<HTMLInputElement>('checkbox')
    .map((box) => `${box.checked ? '+' : '-'} ${box.parentElement?.textContent}`);

test('an admin is told how many calls it will be, and may have every column', async () => {
  const { dialog, within: inside } = await openDialog('brightwater-admin');
  expect(await inside.findByText(/^[\d,]+ calls$/)).toBeTruthy();
  expect(columns(dialog)).toEqual([
    '+ Start time',
    '+ Caller name',
    '+ Caller number',
    '+ Agent',
    '+ Project',
    '+ Direction',
    '+ Status',
    '+ Outcome',
    '+ Sentiment',
    '- Tags',
    '+ Duration',
    '+ Cost and currency',
    '- Call ID',
  ]);
  expect(inside.queryByLabelText('Columns that are not offered')).toBeNull();
});

test('staff are offered no caller and no costs, and are told why', async () => {
  const { dialog, within: inside } = await openDialog('brightwater-staff');
  expect(columns(dialog).join()).not.toMatch(/Caller|Cost/);
  expect(inside.getByLabelText('Columns that are not offered').textContent).toMatch(
    /caller details.*Your role doesn't include this/,
  );
});

test('without call details there is the bare list, and whom to ask', async () => {
  const { dialog, within: inside } = await openDialog('aurelia-manager');
  expect(columns(dialog)).toEqual([
    '+ Start time',
    '+ Agent',
    '+ Direction',
    '+ Status',
    '+ Duration',
    '+ Cost and currency',
    '- Call ID',
  ]);
  expect(inside.getByLabelText('Columns that are not offered').textContent).toContain(
    'Ask your agency to turn on Call details.',
  );
});

test('the file that was asked for is downloaded when it is done, with the chosen columns alone', async () => {
  const { user, within: inside } = await openDialog('brightwater-admin', '/calls?direction=outbound');
  await inside.findByText(/^[\d,]+ calls?$/);
  for (const name of [
    'Caller name',
    'Caller number',
    'Agent',
    'Project',
    'Outcome',
    'Sentiment',
    'Duration',
    'Cost and currency',
  ])
    await user.click(inside.getByRole('checkbox', { name }));
  await user.click(inside.getByRole('button', { name: 'Start the export' }));
  await waitFor(() => expect(files).toHaveLength(1), { timeout: 20_000 });
  const lines = (await files[0]!.text()).trim().split('\r\n');
  expect(lines[0]!.replace(/^\uFEFF/, '')).toBe('Started at,Direction,Status');
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.slice(1).every((line) => line.split(',')[1] === 'Outbound')).toBe(true);
  // The button that was pressed has gone: the keyboard is still heard.
  await waitFor(() => expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true));
  // It stands among the last day's, to be had again.
  await user.click(await screen.findByRole('button', { name: /^Download the export of [\d,]+ calls$/ }));
  await waitFor(() => expect(files).toHaveLength(2));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('nothing is begun without a column, or without a call', async () => {
  const { user, within: inside } = await openDialog('aurelia-admin', '/calls?from=1999-01-01&to=1999-01-02');
  expect(await inside.findByText(/No calls match/)).toBeTruthy();
  expect(inside.getByRole('button', { name: 'Start the export' })).toHaveProperty('disabled', true);
  for (const box of inside.getAllByRole<HTMLInputElement>('checkbox')) if (box.checked) await user.click(box);
  expect(inside.getByText('Choose at least one column.')).toBeTruthy();
});
