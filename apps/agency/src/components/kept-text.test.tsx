import { unsavedChanges } from '@foyer/federation';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openClient, openPortal, withDemo } from '../testing/open-console.ts';

withDemo();

type User = Awaited<ReturnType<typeof openPortal>>['user'];
const field = (name: string | RegExp) => screen.findByRole('textbox', { name });
const press = async (user: User, role: 'switch' | 'button', name: RegExp) =>
  user.click(await screen.findByRole(role, { name }));

/** Each form of the console with what is typed into it, and what the device would keep of it. */
const FORMS: readonly {
  form: string;
  open: () => Promise<User>;
  type: (user: User) => Promise<void>;
  kept: { label: string | RegExp; text: string | RegExp }[];
}[] = [
  {
    form: 'a new client',
    open: async () => (await openPortal('larkspur-agency', '/agency?create=client')).user,
    type: async (user) => {
      await user.type(await field('Name'), 'Harrowgate Optics');
      await user.type(await field('First project'), 'High Street');
    },
    kept: [
      { label: 'Name', text: 'Harrowgate Optics' },
      { label: 'First project', text: 'High Street' },
    ],
  },
  {
    form: 'another name of a client',
    open: async () => (await openClient('Oakfield Garage')).user,
    type: async (user) => {
      await press(user, 'button', /^Rename$/);
      await user.type(await field('Name'), ' & Sons');
    },
    kept: [{ label: 'New name of Oakfield Garage', text: 'Oakfield Garage & Sons' }],
  },
  {
    form: 'an invitation',
    open: async () => (await openClient('Oakfield Garage', '/people?invite=person')).user,
    type: async (user) => {
      await user.type(await field('E-mail address'), 'ida@oakfield.example');
      await user.type(await field('Name'), 'Ida Brandt');
    },
    kept: [
      { label: 'E-mail address', text: 'ida@oakfield.example' },
      { label: 'Name', text: 'Ida Brandt' },
    ],
  },
  {
    form: 'the reason of a view',
    open: async () => (await openClient('Oakfield Garage', '?view-as=choose')).user,
    type: async (user) => user.type(await field('Reason'), 'They asked where their invoices went.'),
    kept: [{ label: 'Reason to view Oakfield Garage', text: 'They asked where their invoices went.' }],
  },
  {
    form: 'the addresses',
    open: async () => (await openClient('Oakfield Garage', '/policies')).user,
    type: async (user) => user.type(await field('Addresses and ranges'), '203.0.113.7'),
    kept: [{ label: 'Addresses and ranges', text: '203.0.113.7' }],
  },
  {
    form: 'the policies',
    open: async () => (await openClient('Oakfield Garage', '/policies')).user,
    type: (user) => press(user, 'switch', /^Second factor for everybody/),
    kept: [{ label: 'Second factor for everybody', text: 'On' }],
  },
  {
    form: 'the permissions',
    open: async () => (await openClient('Oakfield Garage', '/permissions')).user,
    type: (user) => press(user, 'switch', /^Billing\b/),
    kept: [{ label: 'Billing', text: /^On/ }],
  },
  {
    form: 'the defaults',
    open: async () => (await openPortal('larkspur-agency', '/agency/defaults')).user,
    type: (user) => press(user, 'switch', /^Billing\b/),
    kept: [{ label: 'Billing', text: /^(On|Off)$/ }],
  },
  {
    form: 'a person’s role',
    open: async () => (await openClient('Oakfield Garage', '/people')).user,
    type: async (user) => {
      const table = within(await screen.findByRole('table', { name: 'People' }));
      const [row] = table.getAllByRole('row', { name: /Manager/ });
      await user.click(within(row ?? document.body).getByRole('button'));
      await user.selectOptions(await screen.findByRole('combobox', { name: 'Role' }), 'client_admin');
    },
    kept: [{ label: /^Role and projects of /, text: 'Admin, All projects' }],
  },
];

test.each(FORMS)('what is typed into $form would be kept on the device', async ({ open, type, kept }) => {
  const user = await open();
  expect(unsavedChanges.drafts()).toEqual([]);
  await type(user);
  await waitFor(() =>
    expect(unsavedChanges.drafts()).toEqual(
      kept.map(({ label, text }) => ({
        label: expect.stringMatching(label),
        text: expect.stringMatching(text),
      })),
    ),
  );
});
