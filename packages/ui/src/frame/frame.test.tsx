// @vitest-environment jsdom
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { beforeAll, expect, it, vi } from 'vitest';
import { preloadPopups } from '../popups/load-popups.tsx';
import { ThemeRoot } from '../theme/theme-root.tsx';
import { AppFrame } from './app-frame.tsx';
import { focusPageHeading, PageFrame } from './page-frame.tsx';
import { Sidebar, type SidebarProps } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';

beforeAll(preloadPopups);

const show = (children: ReactNode) =>
  render(
    <ThemeRoot mode="light" site="Halden Voice">
      {children}
    </ThemeRoot>,
  );

const groups: SidebarProps['groups'] = [
  {
    id: 'main',
    items: [
      { id: 'dashboard', label: 'Dashboard', to: '/', icon: <svg /> },
      { id: 'calls', label: 'Calls', to: '/calls', icon: <svg /> },
    ],
  },
  {
    id: 'company',
    label: 'Company',
    items: [{ id: 'support', label: 'Support', to: '/support', icon: <svg /> }],
  },
];

const brand = { name: 'Halden Voice' };

it('a person sees where they are, and only what they were given', () => {
  show(<Sidebar brand={brand} groups={groups} current="calls" />);
  const nav = screen.getByRole('navigation', { name: 'Portal' });
  expect(
    within(nav)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['Dashboard', 'Calls', 'Support']);
  expect(within(nav).getByRole('link', { current: 'page' }).textContent).toBe('Calls');
  expect(within(nav).getByRole('list', { name: 'Company' })).toBeTruthy();
});

it('narrowed to icons, each place keeps its name', async () => {
  function Narrowing() {
    const [collapsed, setCollapsed] = useState(false);
    return <Sidebar brand={brand} groups={groups} collapsed={collapsed} onCollapsedChange={setCollapsed} />;
  }
  show(<Narrowing />);
  await userEvent.click(screen.getByRole('button', { name: 'Narrow the sidebar' }));
  expect(screen.getByRole('link', { name: 'Calls' }).textContent).toBe('');
  expect(screen.getByRole('button', { name: 'Widen the sidebar' }).getAttribute('aria-expanded')).toBe(
    'false',
  );
});

it('on a phone it opens as a drawer, and a chosen place closes it', async () => {
  const onClose = vi.fn<() => void>();
  show(<Sidebar brand={brand} groups={groups} open onClose={onClose} />);
  const drawer = await screen.findByRole('dialog', { name: 'Navigation' });
  const link = within(drawer).getByRole('link', { name: 'Calls' });
  link.addEventListener('click', (event) => event.preventDefault());
  await userEvent.click(link);
  expect(onClose).toHaveBeenCalledTimes(1);
});

it('the first stop of the Tab key leads past the navigation to the page', async () => {
  show(
    <AppFrame sidebar={<Sidebar brand={brand} groups={groups} />} topBar={<TopBar />}>
      <PageFrame title="Calls">list</PageFrame>
    </AppFrame>,
  );
  await userEvent.tab();
  expect(document.activeElement?.textContent).toBe('Skip to the page');
  await userEvent.keyboard('{Enter}');
  expect(document.activeElement).toBe(screen.getByRole('main'));
});

it('a page has one heading, which names the document and takes the focus on a change of page', () => {
  show(
    <PageFrame title="Calls" sentence="Every call." back={{ to: '/', label: 'Home' }}>
      list
    </PageFrame>,
  );
  expect(document.title).toBe('Calls · Halden Voice');
  expect(focusPageHeading()).toBe(true);
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Calls' }));
});
