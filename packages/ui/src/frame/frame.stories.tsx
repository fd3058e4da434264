import type { Meta, StoryObj } from '@storybook/react-vite';
import Button from '@mui/material/Button';
import { useState, type ReactNode } from 'react';
import { screen } from 'storybook/test';
import { Group } from '../../catalogue/layout.tsx';
import {
  AlertTriangle,
  Bot,
  Building2,
  ChartColumn,
  FolderKanban,
  Info,
  LayoutDashboard,
  LifeBuoy,
  Phone,
  Settings,
} from '../icons.ts';
import { StatusBadge } from '../show/status-badge.tsx';
import { AppFrame } from './app-frame.tsx';
import { Avatar } from './avatar.tsx';
import { Columns, Panels } from './columns.tsx';
import { IdentityButton } from './identity-button.tsx';
import { PageFrame } from './page-frame.tsx';
import { Facts, Notice, Panel } from './panel.tsx';
import { Sidebar, type SidebarProps } from './sidebar.tsx';
import { SkipLink } from './skip-link.tsx';
import { SwitchButton } from './switch-button.tsx';
import { TopBar } from './top-bar.tsx';

export default { title: 'Frame' } satisfies Meta;
type Story = StoryObj;

const icon = (Icon: typeof Phone) => <Icon size={16} aria-hidden="true" />;

const GROUPS: SidebarProps['groups'] = [
  {
    id: 'main',
    items: [
      { id: 'dashboard', label: 'Dashboard', to: '/', icon: icon(LayoutDashboard) },
      { id: 'calls', label: 'Calls', to: '/calls', icon: icon(Phone), badge: <span>3 live</span> },
      { id: 'agents', label: 'Agents', to: '/agents', icon: icon(Bot) },
      { id: 'analytics', label: 'Analytics', to: '/analytics', icon: icon(ChartColumn) },
    ],
  },
  {
    id: 'company',
    label: 'Company',
    items: [
      { id: 'support', label: 'Support', to: '/support', icon: icon(LifeBuoy) },
      { id: 'settings', label: 'Settings', to: '/settings', icon: icon(Settings) },
    ],
  },
];

type WholeProps = { collapsed?: boolean; open?: boolean; viewAs?: boolean; banner?: ReactNode };

function Whole({ collapsed: narrow = false, open = false, viewAs = false, banner }: WholeProps) {
  const [collapsed, setCollapsed] = useState(narrow);
  const [drawer, setDrawer] = useState(open);
  return (
    <AppFrame
      viewAs={viewAs}
      banner={banner}
      sidebar={
        <Sidebar
          brand={{ name: 'Larkspur Voice' }}
          groups={GROUPS}
          current="calls"
          collapsed={collapsed}
          onCollapsedChange={setCollapsed}
          open={drawer}
          onClose={() => setDrawer(false)}
          foot={(small) => (
            <IdentityButton name="Renata Solberg" detail="Admin, Brightwater Dental" narrow={small} />
          )}
        />
      }
      topBar={
        <TopBar
          onMenu={() => setDrawer(true)}
          start={
            <>
              <SwitchButton icon={<Building2 size={14} aria-hidden="true" />}>
                Brightwater Dental
              </SwitchButton>
              <SwitchButton icon={<FolderKanban size={14} aria-hidden="true" />}>All sites</SwitchButton>
            </>
          }
          end={<Button size="small">Sign out</Button>}
        />
      }
    >
      <PageFrame
        title="Calls"
        sentence="Every call that your agents answered or made, the newest first."
        badge={
          <StatusBadge tone="accent" shape="pulse">
            3 live
          </StatusBadge>
        }
        action={<Button variant="contained">Export 1,341 calls</Button>}
      >
        <Panel title="Today" action={<Button size="small">Compare</Button>}>
          41 calls, 3 of them missed.
        </Panel>
      </PageFrame>
    </AppFrame>
  );
}

const whole = { frame: 'none' };

export const Portal: Story = { parameters: whole, render: () => <Whole /> };
export const Narrowed: Story = {
  name: 'Sidebar narrowed',
  parameters: whole,
  render: () => <Whole collapsed />,
};
export const Drawer: Story = {
  name: 'The navigation of a phone',
  tags: ['phone'],
  parameters: whole,
  render: () => <Whole open />,
  play: async () => {
    await screen.findByRole('dialog', { name: 'Navigation' });
  },
};
export const Phone390: Story = {
  name: 'On a phone',
  tags: ['phone'],
  parameters: whole,
  render: () => <Whole />,
};
export const ViewingAs: Story = {
  name: 'Seen as somebody else',
  parameters: whole,
  render: () => (
    <Whole
      viewAs
      banner={
        <Notice tone="warning" action={<Button size="small">Leave</Button>}>
          You see Brightwater Dental as its staff do. 42 minutes remain.
        </Notice>
      }
    />
  ),
};

export const Reading: Story = {
  name: 'A page to read, one level down',
  parameters: whole,
  render: () => (
    <main>
      <PageFrame
        title="Monthly report of February 2026 for Brightwater Dental, Alder Row and Harbour Square"
        back={{ to: '/reports', label: 'Reports' }}
        width="reading"
        badge={
          <StatusBadge variant="pill" tone="positive">
            Delivered
          </StatusBadge>
        }
      >
        <p>
          The agents answered 4,812 calls, 6 per cent more than in January. Nine of ten callers reached what
          they wanted without a person; most of the others asked for insurance matters.
        </p>
      </PageFrame>
    </main>
  ),
};

export const PanelKinds: Story = {
  render: () => (
    <div style={{ display: 'grid', gap: 16 }}>
      <Panel title="This call" action={<Button size="small">Copy link</Button>}>
        <Facts
          items={[
            { label: 'Agent', value: 'Front desk' },
            { label: 'Direction', value: 'Inbound' },
            { label: 'Length', value: '4 m 05 s' },
            { label: 'Transferred to', value: 'Reception of the practice at Harbour Square, second floor' },
          ]}
        />
      </Panel>
      <Panel>A panel without a heading.</Panel>
      <Panel title="A list from edge to edge" flush>
        <ul>
          <li style={{ padding: '8px 16px' }}>Front desk</li>
          <li style={{ padding: '8px 16px' }}>After hours</li>
        </ul>
      </Panel>
    </div>
  ),
};

export const Notices: Story = {
  render: () => (
    <div style={{ display: 'grid', gap: 12 }}>
      <Notice icon={<Info size={16} aria-hidden="true" />}>Times are in Vienna’s zone.</Notice>
      <Notice tone="positive">The report was sent to 3 people.</Notice>
      <Notice
        tone="warning"
        icon={<AlertTriangle size={16} aria-hidden="true" />}
        action={<Button size="small">Try again</Button>}
      >
        You see an earlier state: the newest couldn’t be loaded.
      </Notice>
      <Notice tone="negative" icon={<AlertTriangle size={16} aria-hidden="true" />}>
        Calls aren’t being answered at Alder Row. We are on it.
      </Notice>
    </div>
  ),
};

export const Identities: Story = {
  name: 'Who and where',
  render: () => (
    <>
      <Group title="Pictures, initials in their place">
        <Avatar name="Renata Solberg" />
        <Avatar name="Brightwater Dental" shape="square" size={32} />
        <Avatar name="李" size={40} />
      </Group>
      <Group title="Account and client" column>
        <div style={{ width: 208 }}>
          <IdentityButton name="Renata Solberg" detail="Admin, Brightwater Dental" />
          <IdentityButton name="Tidewell Hospitality Management Limited" shape="square" />
        </div>
        <div style={{ width: 40 }}>
          <IdentityButton name="Renata Solberg" detail="Admin" narrow />
        </div>
      </Group>
      <Group title="In the top bar">
        <SwitchButton>Brightwater Dental</SwitchButton>
        <SwitchButton disabled>All sites</SwitchButton>
      </Group>
      <Group title="The first stop of the Tab key">
        <SkipLink target="storybook-root" />
        It shows when it has the focus.
      </Group>
    </>
  ),
};

export const Beside: Story = {
  name: 'Columns of panels',
  render: () => (
    <Columns widths={['2fr', '1fr']}>
      <Panels>
        <Panel title="Permissions">What the company may see.</Panel>
        <Panel title="People">Who signs in.</Panel>
      </Panels>
      <Panels>
        <Panel title="Activity">What was done.</Panel>
      </Panels>
    </Columns>
  ),
};
