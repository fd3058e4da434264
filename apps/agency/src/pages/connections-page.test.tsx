import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openClient, withDemo } from '../testing/open-console.ts';

withDemo();

const card = (name: RegExp) => within(screen.getByRole('region', { name }));

test('a client without a connection is told what one is for, and gets one whose secret is shown once', async () => {
  const { user, id, console: api } = await openClient('Oakfield Garage', '/connections');
  await screen.findByText('No platform sends calls yet');
  await user.click(screen.getByRole('button', { name: 'New connection' }));
  const form = within(await screen.findByRole('dialog', { name: 'New connection' }));
  expect(form.getByRole('button', { name: 'Make connection' })).toHaveProperty('disabled', true);
  await user.type(form.getByRole('textbox', { name: /^Name/ }), 'Workshop line');
  await user.click(form.getByRole('button', { name: 'Make connection' }));

  const setUp = within(await screen.findByRole('dialog', { name: 'Set up Workshop line' }));
  const [made] = (await api.listConnections({ params: { clientId: id } })).items;
  expect(made).toMatchObject({
    vendor: 'vapi',
    name: 'Workshop line',
    consent: 'pending',
    retentionDays: 365,
  });
  setUp.getByText(made?.url ?? '');
  setUp.getByText(/It is shown this once/);
  const secret = setUp.getByText(/^[\w-]{43}$/).textContent ?? '';
  await user.click(setUp.getByRole('button', { name: 'I have kept it' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.body.textContent).not.toContain(secret);
  await screen.findByRole('region', { name: /Workshop line/ });
  screen.getByText('Everything that came in was read');
});

test('a connection gets another secret after a question, is turned off and on, and is called something else', async () => {
  const { user, id, console: api } = await openClient('Oakfield Garage', '/connections');
  await screen.findByRole('region', { name: /Workshop line/ });
  await user.click(card(/Workshop line/).getByRole('button', { name: 'New secret' }));
  const question = within(await screen.findByRole('alertdialog', { name: /new secret for Workshop line/ }));
  await user.click(question.getByRole('button', { name: 'Make a new secret' }));
  const setUp = within(await screen.findByRole('dialog', { name: 'Set up Workshop line' }));
  await user.click(setUp.getByRole('button', { name: 'I have kept it' }));
  await card(/Workshop line/).findByText(/the one before is taken until/);

  await user.click(card(/Workshop line/).getByRole('button', { name: 'Turn off' }));
  const off = within(await screen.findByRole('alertdialog', { name: 'Turn Workshop line off?' }));
  await user.click(off.getByRole('button', { name: 'Turn off' }));
  await user.click(await card(/Workshop line/).findByRole('button', { name: 'Turn on' }));
  await card(/Workshop line/).findByText('On');

  await user.click(card(/Workshop line/).getByRole('button', { name: 'Settings' }));
  const settings = within(await screen.findByRole('dialog', { name: 'Settings of Workshop line' }));
  const days = settings.getByRole('textbox', { name: /Days for which/ });
  await user.clear(days);
  await user.type(days, '9000');
  await user.click(settings.getByRole('button', { name: 'Save' }));
  expect((await settings.findAllByText('Keep them for 3,650 days at most.')).length).toBeGreaterThan(0);
  await user.clear(days);
  await user.type(days, '30');
  await user.click(settings.getByRole('button', { name: 'Save' }));
  await card(/Workshop line/).findByText('Kept for 30 days');
  expect((await api.listConnections({ params: { clientId: id } })).items).toMatchObject([
    { retentionDays: 30, state: 'on' },
  ]);
});

test('what waits for an agent is listed with its reason, and becomes a call when the agent is set', async () => {
  const { user, id, console: api } = await openClient('Brightwater Dental', '/connections');
  const list = within(await screen.findByRole('table', { name: 'Not read' }));
  const [failure] = (await api.listIngestFailures({ params: { clientId: id } })).items;
  list.getByRole('rowheader', { name: `No agent is set for ${failure?.subject}.` });
  await user.click(list.getByRole('button', { name: /^Replay/ }));
  await list.findByRole('rowheader', { name: `No agent is set for ${failure?.subject}.` });

  const agents = within(screen.getByRole('table', { name: 'Agents of Front desks' }));
  await user.selectOptions(
    agents.getByRole('combobox', { name: `Agent for ${failure?.subject}` }),
    'Mia, front desk (Harbor Street)',
  );
  await screen.findByText('Everything that came in was read');
  expect((await api.listIngestFailures({ params: { clientId: id } })).count).toBe(0);
});

test('a platform that makes its own secret is asked for it', async () => {
  const { user, id, console: api } = await openClient('Brightwater Dental', '/connections');
  await screen.findByRole('region', { name: /After hours/ });
  await user.click(card(/After hours/).getByRole('button', { name: 'Enter the secret' }));
  const setUp = within(await screen.findByRole('dialog', { name: 'Set up After hours' }));
  await user.type(setUp.getByRole('textbox', { name: 'Secret from ElevenLabs' }), 'too short');
  await user.click(setUp.getByRole('button', { name: 'Save secret' }));
  expect((await setUp.findAllByText(/at least 16 characters/)).length).toBeGreaterThan(0);
  await user.type(setUp.getByRole('textbox', { name: 'Secret from ElevenLabs' }), '-and-then-some');
  await user.clear(setUp.getByRole('textbox', { name: 'Secret from ElevenLabs' }));
  await user.type(setUp.getByRole('textbox', { name: 'Secret from ElevenLabs' }), 'wsec_0123456789abcdef');
  await user.click(setUp.getByRole('button', { name: 'Save secret' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const { items } = await api.listConnections({ params: { clientId: id } });
  expect(items.find(({ name }) => name === 'After hours')?.secretSetAt).not.toBeNull();
});

test('an agent of the platform’s is named before its first call', async () => {
  const { user, id, console: api } = await openClient('Oakfield Garage', '/connections');
  await screen.findByRole('region', { name: /Workshop line/ });
  const workshop = card(/Workshop line/);
  await user.type(workshop.getByRole('textbox', { name: 'Assistant at the platform' }), 'asst-7');
  const choice = workshop.getByRole('combobox', { name: 'Agent here' });
  const { agents } = await api.listConnections({ params: { clientId: id } });
  await user.selectOptions(choice, agents[0]?.id ?? '');
  await user.click(workshop.getByRole('button', { name: 'Add' }));
  await workshop.findByRole('combobox', { name: 'Agent for asst-7' });
  expect((await api.listConnections({ params: { clientId: id } })).items[0]?.agents).toEqual([
    { vendorAgentId: 'asst-7', agentId: agents[0]?.id, waiting: 0 },
  ]);
});
