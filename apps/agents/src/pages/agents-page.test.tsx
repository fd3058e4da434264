import { portalOf, serverAs } from '@foyer/mocks/testing';
import { formatPhone } from '@foyer/ui';
import { screen, within } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { routes } from '../routes.tsx';

const openPortal = portalOf('agents', routes);

// The first to ask has the demo made.
beforeAll(() => serverAs('brightwater-admin'), 180_000);

test('each agent has a card with its state, project, numbers and calls', async () => {
  const { api } = await openPortal('brightwater-admin', '/agents');
  const { items } = await api.listAgents();
  expect(await screen.findAllByRole('heading', { level: 2 })).toHaveLength(items.length);
  const [first] = items;
  const card = within(screen.getByRole('link', { name: first?.name ?? '' }).closest('li') ?? document.body);
  expect(card.getByText(first?.project.name ?? '')).toBeDefined();
  expect(card.getByText(formatPhone(first?.phoneNumbers[0] ?? ''))).toBeDefined();
  expect(card.getByText(/calls? in 7 days$/)).toBeDefined();
});

test('a chosen project leaves only its agents', async () => {
  const { api, session } = await serverAs('brightwater-admin').then(async ({ api: client }) => ({
    api: client,
    session: await client.getSession(),
  }));
  const project = session.projects[0]?.id ?? '';
  const { items } = await api.listAgents({ query: { project } });
  await openPortal('brightwater-admin', `/agents?project=${project}`);
  expect(await screen.findAllByRole('heading', { level: 2 })).toHaveLength(items.length);
  expect(screen.getByText(items.length === 1 ? '1 agent' : `${items.length} agents`)).toBeDefined();
});

test('a card leads to what the agent says and how it behaves', async () => {
  const { user, router, titles, api } = await openPortal('keystone-manager', '/agents');
  const [first] = (await api.listAgents()).items;
  const agent = await api.getAgent({ params: { agentId: first?.id ?? '' } });
  await user.click(await screen.findByRole('link', { name: agent.name }));
  expect(await screen.findByText(agent.greeting)).toBeDefined();
  expect(screen.getByRole('heading', { level: 1, name: agent.name })).toBeDefined();
  expect(screen.getByText(agent.voice)).toBeDefined();
  expect(titles.at(-1)).toBe(agent.name);
  expect(router.state.location.pathname).toBe(`/agents/${agent.id}`);
  expect(screen.queryByRole('button', { name: /edit|save/i })).toBeNull();
});

test('an agent of another client looks exactly like one that never was', async () => {
  const { api } = await serverAs('keystone-manager');
  const foreign = (await api.listAgents()).items[0]?.id ?? '';
  const shown: (string | null)[] = [];
  for (const id of [foreign, '00000000-0000-4000-8000-000000000000', 'nonsense']) {
    await openPortal('brightwater-admin', `/agents/${id}`);
    const heading = await screen.findByRole('heading', { name: 'This agent wasn’t found' });
    shown.push(heading.closest('section')?.textContent ?? null);
    document.body.replaceChildren();
  }
  expect(new Set(shown).size).toBe(1);
});

test('who may not see agents is told why and who can change it', async () => {
  await openPortal('brightwater-staff', '/agents');
  expect(await screen.findByRole('heading', { name: 'Agents', level: 2 })).toBeDefined();
  expect(screen.getByText(/Your role doesn't include this/)).toBeDefined();
});
