import { expect } from 'vitest';
import { test } from '../browser/journey.ts';
import { loadedRow } from '../browser/loaded-row.ts';
import { signIn } from '../browser/sign-in.ts';

const TEN = [
  'Dashboard',
  'Calls',
  'Agents',
  'Analytics',
  'Support',
  'Audit log',
  'Billing',
  'Integrations',
  'Settings',
  'Status',
];

// Written out from the access model and the demo's grants, person by person.
const people = [
  ['renata@brightwater.example', 'an admin with every grant', TEN],
  ['colm@brightwater.example', 'a manager with every grant', TEN],
  [
    'suri@brightwater.example',
    'staff of a client with every grant',
    ['Dashboard', 'Calls', 'Support', 'Settings', 'Status'],
  ],
  [
    'philippa@keystone.example',
    'a view-only admin',
    ['Dashboard', 'Calls', 'Agents', 'Analytics', 'Support', 'Audit log', 'Settings', 'Status'],
  ],
  [
    'gethin@oakfield.example',
    'a hands-off admin',
    ['Dashboard', 'Support', 'Audit log', 'Settings', 'Status'],
  ],
  [
    'nkechi@oakfield.example',
    'a hands-off manager',
    ['Dashboard', 'Support', 'Audit log', 'Settings', 'Status'],
  ],
  ['dale@oakfield.example', 'hands-off staff', ['Dashboard', 'Support', 'Settings', 'Status']],
] as const;

for (const [email, who, places] of people)
  test(`${email}, ${who}, has a sidebar of their own`, async ({ page }) => {
    await signIn(page, email);
    await expect
      .poll(() => page.getByRole('navigation').first().getByRole('link').allTextContents())
      .toEqual(places);
  });

const everyColumn = [
  'Time',
  'Caller',
  'Agent',
  'Project',
  'Status',
  'Outcome',
  'Sentiment',
  'Duration',
  'Cost',
];
const columns = [
  ['renata@brightwater.example', 'an admin sees every column', everyColumn],
  ['colm@brightwater.example', 'a manager sees every column', everyColumn],
  [
    'suri@brightwater.example',
    'staff of one site see no caller, no cost',
    everyColumn.filter((name) => !['Caller', 'Cost', 'Project'].includes(name)),
  ],
  [
    'philippa@keystone.example',
    'a view-only admin sees no cost',
    everyColumn.filter((name) => name !== 'Cost'),
  ],
  [
    'friederike@aurelia.example',
    'without Call details only the facts of the call stand there, and its cost with Billing',
    ['Time', 'Agent', 'Status', 'Duration', 'Cost'],
  ],
] as const;

for (const [email, what, names] of columns)
  test(`${email}: ${what}`, async ({ page }) => {
    await page.setViewportSize({ width: 1680, height: 900 });
    await signIn(page, email);
    await page.goto('/calls');
    await loadedRow(page).waitFor();
    const shown = (await page.getByRole('columnheader').allTextContents())
      .map((name) => name.trim())
      .filter((name) => name !== 'Direction' && name !== '');
    expect(shown.toSorted()).toEqual([...names].toSorted());
  });

test('what staff receive has no caller in it, wherever one looks', async ({ page }) => {
  const bodies: string[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/api/calls'))
      void response.text().then(
        (text) => bodies.push(text),
        () => undefined,
      );
  });
  await signIn(page, 'bartek@keystone.example');
  await page.goto('/calls');
  await loadedRow(page).click();
  await page.getByRole('heading', { name: 'Transcript' }).waitFor();
  await page.waitForLoadState('networkidle');
  const all = bodies.join('\n');
  expect(all).toContain('"level":"redacted"');
  expect(all).not.toContain('"caller":');
  expect(all).not.toMatch(/\+\d{8,}/);
});

test('an agency admin chooses a client, has everything there, and can leave it', async ({ page }) => {
  await signIn(page, 'vivienne@larkspur.example');
  await page.goto('/clients');
  await page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
  await expect.poll(() => page.getByText('Fernhill Veterinary').count()).toBe(0);
  await page.getByRole('link', { name: 'Oakfield Garage' }).click();
  await page.getByRole('button', { name: 'Open with full access' }).click();
  await page.getByRole('button', { name: /^Full access · Oakfield Garage/ }).waitFor();
  const navigation = page.getByRole('navigation').first();
  expect((await navigation.getByRole('link').allTextContents()).slice(0, 10)).toEqual(TEN);
  await navigation.getByRole('link', { name: 'Calls' }).click();
  await loadedRow(page).waitFor();
  await page.getByRole('button', { name: /^Full access/ }).click();
  await page.getByRole('menuitem', { name: 'Leave Oakfield Garage' }).click();
  await page.getByText('No client chosen').waitFor();
});
