import type { Denial } from '@foyer/access';
import type { Meta, StoryObj } from '@storybook/react-vite';
import Button from '@mui/material/Button';
import { NO_DETAILS, OUT_OF_SCOPE } from '../../catalogue/sample-denials.ts';
import { Panel } from '../frame/panel.tsx';
import { Phone } from '../icons.ts';
import { Bone, Loading } from './loading.tsx';
import { PageState } from './page-state.tsx';
import {
  DenialNote,
  Empty,
  Failed,
  Maintenance,
  NotFound,
  Offline,
  Restricted,
  SessionEnded,
  Unavailable,
  type LoadFailure,
} from './states.tsx';

export default { title: 'States of a page' } satisfies Meta;
type Story = StoryObj;

const nothing = () => {};

const REASONS: readonly Denial[] = [
  NO_DETAILS,
  { layer: 'entitlement', code: 'playback_not_included', changeableBy: 'agency' },
  OUT_OF_SCOPE,
];

export const LoadingTable: Story = {
  render: () => <Loading shape="table" label="Loading calls" delay={0} />,
};
export const LoadingDetail: Story = { render: () => <Loading shape="detail" delay={0} /> };
export const LoadingCards: Story = { render: () => <Loading shape="cards" delay={0} /> };
export const LoadingLines: Story = {
  render: () => (
    <>
      <Loading delay={0} count={4} />
      <Bone sx={{ width: 120, marginBlockStart: 6 }} />
    </>
  ),
};

export const EmptyPage: Story = {
  name: 'Empty',
  render: () => (
    <Empty title="No calls yet" icon={<Phone size={20} />} action={<Button>See your numbers</Button>}>
      Calls stand here as soon as somebody dials one of your numbers. The first takes a few seconds to appear.
    </Empty>
  ),
};
export const NothingFits: Story = {
  render: () => (
    <Empty title="No call fits these filters" action={<Button>Clear all</Button>}>
      Fewer filters show more.
    </Empty>
  ),
};

export const FailedPage: Story = {
  name: 'Failed',
  render: () => (
    <Failed
      title="The calls couldn’t be loaded"
      problem={{ code: 'internal', requestId: '7f3c2a90-5b1e-4c6e-9d55-0a1c7f2e8b44' }}
      onRetry={nothing}
    />
  ),
};
export const FailedRetrying: Story = { render: () => <Failed onRetry={nothing} retrying /> };
export const FailedNetwork: Story = {
  render: () => (
    <Failed title="The calls couldn’t be loaded" problem={{ code: 'network' }} onRetry={nothing} />
  ),
};

export const RestrictedPage: Story = {
  name: 'Restricted',
  render: () => (
    <Restricted title="Call details" denials={[NO_DETAILS]} action={<Button>Request access</Button>} />
  ),
};
export const RestrictedBySeveral: Story = {
  name: 'Restricted by several layers',
  render: () => <Restricted title="Recording" denials={REASONS} />,
};
export const RestrictedUnknown: Story = {
  name: 'Restricted, nobody said why',
  render: () => <Restricted title="Billing" denials={[]} />,
};

/** A record, so that a new type of failure has no story only until the types are checked. */
const FAILURES: Readonly<Record<LoadFailure, true>> = {
  network: true,
  timeout: true,
  http: true,
  'not-javascript': true,
  evaluation: true,
  incompatible: true,
  integrity: true,
};

export const UnavailablePage: Story = {
  name: 'Unavailable',
  render: () => <Unavailable name="Calls" type="timeout" since="2026-03-18T14:02:00Z" onRetry={nothing} />,
};
export const UnavailableByType: Story = {
  name: 'Unavailable, by what happened',
  render: () => (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))' }}>
      {Object.keys(FAILURES).map((type) => (
        <Panel key={type}>
          <Unavailable name="Agents" type={type as LoadFailure} size="panel" onRetry={nothing} />
        </Panel>
      ))}
    </div>
  ),
};

export const UnavailableForAWhile: Story = {
  name: 'Unavailable, it tries again by itself',
  render: () => (
    <Unavailable
      name="Calls"
      type="network"
      since="2026-03-18T14:02:00Z"
      retryAt={Date.now() + 90_000}
      onRetry={nothing}
    />
  ),
};

export const MaintenancePage: Story = {
  name: 'Maintenance',
  render: () => <Maintenance name="Calls" message="Longer recordings come in until noon." />,
};

export const NotFoundPage: Story = {
  name: 'Not found',
  render: () => <NotFound what="This call" back={{ to: '/calls', label: 'All calls' }} />,
};
export const OfflinePage: Story = {
  name: 'Offline',
  render: () => <Offline since="2026-03-18T14:31:00Z" onRetry={nothing} />,
};
export const SessionEndedPage: Story = {
  name: 'Session ended',
  render: () => <SessionEnded reason="You were signed out on another device." to="/sign-in" />,
};

export const InAPanel: Story = {
  name: 'In a part of a page',
  render: () => (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))' }}>
      <Panel title="Recording">
        <Restricted title="Recording" denials={[NO_DETAILS]} size="panel" headingLevel={3} />
      </Panel>
      <Panel title="Invoices">
        <Failed title="The invoices couldn’t be loaded" onRetry={nothing} size="panel" headingLevel={3} />
      </Panel>
      <Panel title="Tickets">
        <Empty title="No open tickets" size="panel" headingLevel={3} />
      </Panel>
      <Panel title="Something of the page’s own">
        <PageState
          icon={<Phone size={20} />}
          title="The line is being moved"
          size="panel"
          headingLevel={3}
          small="Since 14:02"
        >
          Calls are answered at Harbour Square until then.
        </PageState>
      </Panel>
    </div>
  ),
};

export const Denials: Story = {
  name: 'A closed gate where it stands',
  render: () => (
    <div style={{ display: 'grid', gap: 16, maxWidth: 520 }}>
      <DenialNote title="Recording" denials={REASONS} />
      <DenialNote denials={[NO_DETAILS]} variant="line" />
    </div>
  ),
};
