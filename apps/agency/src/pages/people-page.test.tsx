import { serverAs } from '@foyer/mocks/testing';
import { screen, waitFor, within } from '@testing-library/react';
import { Secret, TOTP } from 'otpauth';
import { expect, onTestFinished, test, vi } from 'vitest';
import { agencyOf, openClient, withDemo } from '../testing/open-console.ts';

withDemo();

async function open(name: string) {
  const page = await openClient(name, '/people');
  await screen.findByRole('table', { name: 'People' });
  const list = () => page.console.listPeople({ params: { clientId: page.id } });
  const read = async (personId: string) => (await list()).items.find(({ id }) => id === personId);
  return { ...page, list, read };
}
type Page = Awaited<ReturnType<typeof open>>;

/** Opens what the agency can do with a person. */
async function openPerson({ user }: Page, name: string) {
  await user.click(screen.getByRole('button', { name }));
  return within(await screen.findByRole('dialog', { name }));
}

const answer = (name: string) => screen.findByRole('alertdialog', { name }).then((found) => within(found));

/** Another request of a person's own browser, by hand: it isn't this console that makes it. */
async function ask(persona: string, path: string, body?: object) {
  const { fetch, origin } = await serverAs(persona);
  return fetch(
    new Request(`${origin}${path}`, {
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    }),
  );
}

test('each person stands there with role, projects and second factor, and no other client’s does', async () => {
  const { list } = await open('Brightwater Dental');
  const { items } = await list();
  const table = within(screen.getByRole('table', { name: 'People' }));
  expect(table.getAllByRole('row')).toHaveLength(items.length + 1);
  for (const { name, email } of items)
    expect(table.getByRole('rowheader', { name: new RegExp(`${name} ${email}`) })).toBeDefined();
});

test('an invitation waits until it is revoked', async () => {
  const { user, list } = await open('Keystone Lettings');
  await user.click(screen.getByRole('button', { name: 'Invite' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Invite somebody' }));
  await user.type(dialog.getByRole('textbox', { name: 'E-mail address' }), 'nobody@nowhere');
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'Paz Ortega');
  await user.click(dialog.getByRole('button', { name: 'Send invitation' }));
  expect((await dialog.findAllByText(/Give an e-mail address such as/)).length).toBeGreaterThan(0);
  await user.clear(dialog.getByRole('textbox', { name: 'E-mail address' }));
  await user.type(dialog.getByRole('textbox', { name: 'E-mail address' }), 'paz@keystone.example');
  await user.click(dialog.getByRole('button', { name: 'Send invitation' }));

  expect(await screen.findByRole('rowheader', { name: /Paz Ortega/ })).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Revoke the invitation of Paz Ortega' }));
  await waitFor(() => expect(screen.queryByRole('rowheader', { name: /Paz Ortega/ })).toBeNull());
  expect((await list()).invitations).toEqual([]);
});

test('an invitation that is sent again has a new link and says that the old one is void, once in a minute', async () => {
  const { id, console: api } = await agencyOf('Keystone Lettings');
  const invited = { email: 'ida@keystone.example', name: 'Ida Brandt' };
  await api.invitePerson({
    params: { clientId: id },
    body: { ...invited, role: 'client_staff', projects: 'all' },
  });
  const { user, list } = await open('Keystone Lettings');
  const [before] = (await list()).invitations;
  const resend = screen.getByRole('button', { name: 'Send Ida Brandt a new link' });
  await user.click(resend);
  expect(await screen.findByText('Too many tries. Wait a moment and try again.')).toBeDefined();
  expect((await list()).invitations).toEqual([before]);

  // A minute later.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
  onTestFinished(() => void vi.useRealTimers());
  await user.click(resend);
  expect(await screen.findByText('Ida Brandt has a new link; the old one is void.')).toBeDefined();
  const [after, ...others] = (await list()).invitations;
  expect(others).toEqual([]);
  expect(after?.id).toBe(before?.id);
  expect(Date.parse(after?.sentAt ?? '')).toBeGreaterThan(Date.parse(before?.sentAt ?? ''));
  expect(screen.getByRole('rowheader', { name: /Ida Brandt/ })).toBeDefined();
});

test('the last admin is only demoted after a warning', async () => {
  const page = await open('Oakfield Garage');
  const { persona: admin } = await serverAs('oakfield-admin');
  await openPerson(page, admin.name);
  await page.user.selectOptions(screen.getByRole('combobox', { name: 'Role' }), 'client_manager');
  await page.user.click(screen.getByRole('button', { name: 'Save role and projects' }));
  const warning = await answer(`${admin.name} is the last admin`);
  expect((await page.read(admin.id))?.role).toBe('client_admin');
  await page.user.click(warning.getByRole('button', { name: 'Leave them without an admin' }));
  await waitFor(async () => expect((await page.read(admin.id))?.role).toBe('client_manager'));
});

test('the last admin is only disabled after a second warning, and stays when it isn’t meant', async () => {
  const page = await open('Brightwater Dental');
  const { persona: admin } = await serverAs('brightwater-admin');
  const dialog = await openPerson(page, admin.name);
  const disable = async () => {
    await page.user.click(dialog.getByRole('button', { name: 'Disable' }));
    const asked = await answer(`Disable ${admin.name}?`);
    await page.user.click(asked.getByRole('button', { name: 'Disable and sign out' }));
    return answer(`${admin.name} is the last admin`);
  };
  const warning = await disable();
  expect(warning.getByText(/Nobody of this client could then change its opening hours/)).toBeDefined();
  await page.user.click(warning.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect((await page.read(admin.id))?.state).toBe('active');
  expect((await ask('brightwater-admin', '/api/session')).status).toBe(200);

  const again = await disable();
  await page.user.click(again.getByRole('button', { name: 'Leave them without an admin' }));
  await waitFor(async () => expect((await page.read(admin.id))?.state).toBe('disabled'));
  expect((await ask('brightwater-admin', '/api/session')).status).toBe(401);
});

test('somebody who is disabled is signed out everywhere, stands there as disabled, and is enabled again', async () => {
  const page = await open('Keystone Lettings');
  const { persona: staff } = await serverAs('keystone-staff');
  expect((await ask('keystone-staff', '/api/session')).status).toBe(200);
  const dialog = await openPerson(page, staff.name);
  await page.user.click(dialog.getByRole('button', { name: 'Disable' }));
  const asked = await answer(`Disable ${staff.name}?`);
  expect(asked.getByText(/signed out everywhere at once.*Nothing of theirs is deleted/)).toBeDefined();
  expect((await page.read(staff.id))?.state).toBe('active');
  await page.user.click(asked.getByRole('button', { name: 'Disable and sign out' }));

  const enable = await screen.findByRole('button', { name: 'Enable again' });
  expect((await ask('keystone-staff', '/api/session')).status).toBe(401);
  await page.user.click(enable);
  await waitFor(async () => expect((await page.read(staff.id))?.state).toBe('active'));
});

test('sessions are named by device, and end one by one or all together', async () => {
  const { persona: manager } = await serverAs('keystone-manager');
  const { email, password } = manager;
  for (let more = 0; more < 2; more++)
    expect((await ask('keystone-manager', '/api/sign-in', { email, password })).status).toBe(204);
  const page = await open('Keystone Lettings');
  const params = { clientId: page.id, personId: manager.id };
  const { items } = await page.console.listPersonSessions({ params });
  expect(items).toHaveLength(3);

  const dialog = await openPerson(page, manager.name);
  expect(await dialog.findByRole('heading', { name: '3 open sessions' })).toBeDefined();
  const ends = dialog.getAllByRole('button', { name: `End the session of ${items[0]?.device}` });
  expect(ends).toHaveLength(3);
  await page.user.click(ends[0] ?? document.body);
  expect(await dialog.findByRole('heading', { name: '2 open sessions' })).toBeDefined();
  const left = (await page.console.listPersonSessions({ params })).items.map(({ id }) => id);
  expect(left).toEqual(items.slice(1).map(({ id }) => id));

  await page.user.click(dialog.getByRole('button', { name: 'End all sessions' }));
  expect(await dialog.findByRole('heading', { name: 'No open session' })).toBeDefined();
  expect((await ask('keystone-manager', '/api/session')).status).toBe(401);
});

test('a second factor is reset after a warning, which signs its owner out', async () => {
  const { persona: staff } = await serverAs('oakfield-staff');
  const begun = await ask('oakfield-staff', '/api/mfa/enrolment', { password: staff.password });
  const { secret } = (await begun.json()) as { secret: string };
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  expect((await ask('oakfield-staff', '/api/mfa/enrolment/confirm', { code })).status).toBe(200);

  const page = await open('Oakfield Garage');
  const dialog = await openPerson(page, staff.name);
  expect(dialog.getByText('Set up')).toBeDefined();
  await page.user.click(dialog.getByRole('button', { name: 'Reset second factor' }));
  const asked = await answer(`Reset the second factor of ${staff.name}?`);
  expect(asked.getByText(/Make sure that it is really them who asks/)).toBeDefined();
  expect((await page.read(staff.id))?.mfa.enrolled).toBe(true);
  await page.user.click(asked.getByRole('button', { name: 'Reset and sign out' }));

  expect(await screen.findByText(`${staff.name} enrols anew at the next sign-in.`)).toBeDefined();
  expect((await page.read(staff.id))?.mfa.enrolled).toBe(false);
  expect((await ask('oakfield-staff', '/api/session')).status).toBe(401);
  const reset = await dialog.findByRole('button', { name: 'Reset second factor' });
  expect(reset).toHaveProperty('disabled', true);
});
