// @vitest-environment jsdom
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { preloadPopups } from './load-popups.tsx';
import { ThemeRoot } from '../theme/theme-root.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Menu } from './menu.tsx';
import { Tooltip } from './tooltip.tsx';

beforeAll(preloadPopups);

const show = (children: ReactNode) => render(<ThemeRoot mode="light">{children}</ThemeRoot>);

describe('a menu', () => {
  const onSelect = vi.fn<() => void>();
  const menu = (
    <Menu
      label="Account"
      trigger={<Button>Maria</Button>}
      items={[
        { id: 'mail', heading: 'maria@example.test' },
        { id: 'profile', label: 'Profile', to: '/settings/profile' },
        { id: 'line', divider: true },
        { id: 'out', label: 'Sign out', onSelect },
      ]}
    />
  );

  it('opens, is walked by arrows, chooses with Enter and gives the focus back', async () => {
    show(menu);
    const button = screen.getByRole('button', { name: 'Maria' });
    expect(button.getAttribute('aria-haspopup')).toBe('menu');
    await userEvent.click(button);
    await screen.findByRole('menu', { name: 'Account' });
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement?.textContent).toBe('Profile');
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('Sign out');
    await userEvent.keyboard('{Enter}');
    expect(onSelect).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(document.activeElement).toBe(button);
  });

  it('closes with Escape and leads somewhere by a real link', async () => {
    show(menu);
    await userEvent.click(screen.getByRole('button', { name: 'Maria' }));
    expect((await screen.findByRole('menuitem', { name: 'Profile' })).getAttribute('href')).toBe(
      '/settings/profile',
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  });

  it('marks the choice that holds', async () => {
    show(
      <Menu
        label="Project"
        trigger={<Button>Project</Button>}
        items={[
          { id: 'a', label: 'Berlin', selected: true },
          { id: 'b', label: 'Vienna', selected: false },
        ]}
      />,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Project' }));
    const chosen = await screen.findByRole('menuitemradio', { checked: true });
    expect(chosen.textContent).toBe('Berlin');
  });
});

describe('before something that can’t be undone', () => {
  function Delete({ onConfirm }: { onConfirm: () => void }) {
    const [open, setOpen] = useState(true);
    return (
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        onConfirm={onConfirm}
        title="Delete 214 recordings?"
        confirmLabel="Delete 214 recordings"
        destructive
        typed="delete"
      >
        They are gone for good.
      </ConfirmDialog>
    );
  }

  it('a person types the word first, then the button says what it destroys', async () => {
    const onConfirm = vi.fn<() => void>();
    show(<Delete onConfirm={onConfirm} />);
    await screen.findByRole('alertdialog', { name: 'Delete 214 recordings?' });
    const button = screen.getByRole('button', { name: 'Delete 214 recordings' });
    expect(button).toHaveProperty('disabled', true);
    await userEvent.type(screen.getByRole('textbox', { name: /Type “delete”/ }), 'delete{Enter}');
    expect(onConfirm).toHaveBeenCalledTimes(1);
  });

  it('Escape leaves everything as it was', async () => {
    const onConfirm = vi.fn<() => void>();
    show(<Delete onConfirm={onConfirm} />);
    await screen.findByRole('alertdialog');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(onConfirm).not.toHaveBeenCalled();
  });
});

describe('a tooltip', () => {
  it('names an icon button at once, and shows after a moment of hovering', () => {
    vi.useFakeTimers();
    show(
      <Tooltip title="Narrow the sidebar" labels>
        <IconButton />
      </Tooltip>,
    );
    const button = screen.getByRole('button', { name: 'Narrow the sidebar' });
    act(() => {
      button.dispatchEvent(new MouseEvent('pointerover', { bubbles: true }));
      vi.advanceTimersByTime(200);
    });
    expect(screen.queryByRole('tooltip')).toBeNull();
    act(() => void vi.advanceTimersByTime(400));
    expect(screen.getByRole('tooltip').textContent).toBe('Narrow the sidebar');
    act(() => void document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })));
    expect(screen.queryByRole('tooltip')).toBeNull();
  });
});
