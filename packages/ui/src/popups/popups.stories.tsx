import type { Meta, StoryObj } from '@storybook/react-vite';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useState, type ReactNode } from 'react';
import { screen } from 'storybook/test';
import { TextField } from '../controls/text-field.tsx';
import { Ellipsis, ExternalLink, LogOut, UserRound } from '../icons.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Dialog } from './dialog.tsx';
import { Menu } from './menu.tsx';
import { Popover } from './popover.tsx';
import { ShortcutMap } from './shortcut-map.tsx';
import { Tooltip } from './tooltip.tsx';

export default { title: 'Over the page', tags: ['floating'] } satisfies Meta;
type Story = StoryObj;

/** Room below, so that what opens has its place. */
const Room = ({ children }: { children: ReactNode }) => <div style={{ minHeight: 320 }}>{children}</div>;

export const AccountMenu: Story = {
  name: 'A menu',
  render: () => (
    <Room>
      <Menu
        label="Account"
        trigger={<Button>Renata Solberg</Button>}
        items={[
          { id: 'who', heading: 'renata@brightwater.example' },
          {
            id: 'profile',
            label: 'Profile',
            hint: 'Name, password, sessions',
            to: '/settings',
            icon: <UserRound size={14} />,
          },
          { id: 'billing', label: 'Invoices', onSelect: () => {}, disabled: true },
          { id: 'help', label: 'Help', to: '/support', icon: <ExternalLink size={14} /> },
          { id: 'line', divider: true },
          { id: 'out', label: 'Sign out', onSelect: () => {}, tone: 'negative', icon: <LogOut size={14} /> },
        ]}
      />
    </Room>
  ),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Renata Solberg' }));
    await screen.findByRole('menu', { name: 'Account' });
  },
};

export const ChoiceMenu: Story = {
  name: 'A menu of a choice',
  render: () => (
    <Room>
      <Menu
        label="Project"
        align="end"
        trigger={<Button>Alder Row</Button>}
        items={['All sites', 'Alder Row', 'Harbour Square'].map((label) => ({
          id: label,
          label,
          selected: label === 'Alder Row',
          onSelect: () => {},
        }))}
      />
    </Room>
  ),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Alder Row' }));
    await screen.findByRole('menu', { name: 'Project' });
  },
};

function Hung() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <Room>
      <Button onClick={(event) => setAnchor(event.currentTarget)}>Columns</Button>
      <Popover anchor={anchor} onClose={() => setAnchor(null)} label="Columns">
        <div style={{ padding: 12, width: 240 }}>
          <TextField label="Name of this view" value="Missed at night" onChange={() => {}} />
        </div>
      </Popover>
    </Room>
  );
}

export const SmallPane: Story = {
  name: 'A popover',
  render: () => <Hung />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Columns' }));
    await screen.findByRole('dialog', { name: 'Columns' });
  },
};

export const Form: Story = {
  name: 'A dialog with a form',
  render: () => (
    <Dialog
      open
      onClose={() => {}}
      onSubmit={() => {}}
      title="Report a problem with this call"
      actions={
        <>
          <Button>Cancel</Button>
          <Button type="submit" variant="contained">
            Open a ticket
          </Button>
        </>
      }
    >
      <TextField label="What went wrong" value="" onChange={() => {}} multiline minRows={4} required />
    </Dialog>
  ),
  play: async () => {
    await screen.findByRole('dialog');
  },
};

export const Confirmation: Story = {
  name: 'Before something that can’t be undone',
  render: () => (
    <ConfirmDialog
      open
      onClose={() => {}}
      onConfirm={() => {}}
      title="Delete the recordings of March?"
      confirmLabel="Delete 214 recordings"
      destructive
      typed="delete"
      error="The recordings couldn’t be deleted. Nothing was changed."
    >
      They are gone for good, for everybody at Brightwater Dental.
    </ConfirmDialog>
  ),
  play: async () => {
    await screen.findByRole('alertdialog');
  },
};

export const Working: Story = {
  name: 'A confirmation under way',
  render: () => (
    <ConfirmDialog
      open
      onClose={() => {}}
      onConfirm={() => {}}
      title="Publish the new greeting?"
      confirmLabel="Publish"
      working
    >
      Callers hear it from the next call on.
    </ConfirmDialog>
  ),
  play: async () => {
    await screen.findByRole('alertdialog');
  },
};

export const Tooltips: Story = {
  name: 'A tooltip',
  render: () => (
    <Room>
      <Tooltip title="More for this call" keys="M" labels>
        <IconButton>
          <Ellipsis size={16} />
        </IconButton>
      </Tooltip>
    </Room>
  ),
  play: async ({ userEvent }) => {
    await userEvent.tab();
    await screen.findByRole('tooltip');
  },
};

export const Shortcuts: Story = {
  name: 'The keys of a page',
  render: () => (
    <Room>
      <ShortcutMap
        open
        onClose={() => undefined}
        groups={[
          {
            title: 'The list',
            shortcuts: [
              { keys: ['J', 'K'], does: 'Next and previous row' },
              { keys: ['Shift J'], does: 'Select the next row, too' },
            ],
          },
          { title: 'Everywhere', shortcuts: [{ keys: ['?'], does: 'These keys' }] },
        ]}
      />
    </Room>
  ),
  play: async () => {
    await screen.findByText('These keys');
  },
};
