// @vitest-environment jsdom
import type { Denial } from '@foyer/access';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { NO_DETAILS, OUT_OF_SCOPE } from '../../catalogue/sample-denials.ts';
import { ThemeRoot } from '../theme/theme-root.tsx';
import { Loading } from './loading.tsx';
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

const show = (state: ReactElement) =>
  render(
    <ThemeRoot mode="light" timeZone="Europe/Berlin">
      {state}
    </ThemeRoot>,
  );

const family: [string, () => ReactElement, 'status' | 'alert', string][] = [
  [
    'empty',
    () => <Empty title="No calls yet">Calls stand here as soon as one comes.</Empty>,
    'status',
    'No calls yet',
  ],
  ['failed', () => <Failed onRetry={() => {}} />, 'alert', 'This couldn’t be loaded'],
  ['restricted', () => <Restricted title="Call details" denials={[NO_DETAILS]} />, 'status', 'Call details'],
  [
    'unavailable',
    () => <Unavailable name="Calls" onRetry={() => {}} />,
    'alert',
    'Calls isn’t available right now',
  ],
  [
    'maintenance',
    () => <Maintenance name="Calls" message="New filters come in until noon." />,
    'status',
    'Calls is being worked on',
  ],
  [
    'not found',
    () => <NotFound back={{ to: '/calls', label: 'All calls' }} />,
    'status',
    'This page wasn’t found',
  ],
  ['offline', () => <Offline onRetry={() => {}} />, 'status', 'You’re offline'],
  ['session ended', () => <SessionEnded onSignIn={() => {}} />, 'alert', 'Your session has ended'],
];

describe.each(family)('the state "%s"', (_name, state, role, heading) => {
  it('announces itself under one heading, with two sentences and one action at most', () => {
    show(state());
    const section = screen.getByRole(role);
    expect(within(section).getByRole('heading', { level: 2 }).textContent).toBe(heading);
    const actions = [...within(section).queryAllByRole('button'), ...within(section).queryAllByRole('link')];
    expect(actions.length).toBeLessThanOrEqual(1);
    const words = (section.textContent ?? '').slice(heading.length);
    expect(words.match(/[.!?](?=\s|$|[A-Z])/g)?.length ?? 0).toBeLessThanOrEqual(2);
  });
});

describe('a person who meets a closed door', () => {
  it('reads why and who can change it, and finds no dead button', () => {
    show(<Restricted title="Call details" denials={[NO_DETAILS]} />);
    const section = screen.getByRole('status');
    expect(section.textContent).toContain('Your agency hasn');
    expect(section.textContent).toContain('Ask your agency');
    expect(within(section).queryByRole('button')).toBeNull();
  });

  it('reads every reason, each once', () => {
    const denials: Denial[] = [NO_DETAILS, { ...NO_DETAILS }, OUT_OF_SCOPE];
    show(<Restricted title="Call details" denials={denials} />);
    expect(
      within(screen.getByRole('list', { name: 'Further reasons' })).getAllByRole('listitem'),
    ).toHaveLength(1);
  });

  it('reads nothing of what follows from the first reason, or would only have shown less', () => {
    const denials: Denial[] = [
      { layer: 'grant', code: 'grant_off', changeableBy: 'agency', grant: 'view_agents' },
      { layer: 'grant', code: 'grant_off', changeableBy: 'agency', grant: 'edit_agents' },
      { layer: 'role', code: 'role_redacted', changeableBy: 'agency' },
    ];
    show(<Restricted title="Agents" denials={denials} />);
    expect(screen.getByRole('status').textContent).toContain('hasn');
    expect(screen.queryByRole('list', { name: 'Further reasons' })).toBeNull();
  });

  it('reads of a closed gate where it stands', () => {
    show(<DenialNote title="Recording" denials={[NO_DETAILS]} />);
    expect(screen.getByRole('note').textContent).toMatch(/^Recording.*Your agency hasn/);
  });

  it('reads nothing where nothing is closed', () => {
    show(<DenialNote denials={[]} />);
    expect(screen.queryByRole('note')).toBeNull();
  });
});

describe('a person whose page failed', () => {
  it('can quote the request, and retry', async () => {
    const onRetry = vi.fn<() => void>();
    show(
      <Failed
        title="The calls couldn’t be loaded"
        problem={{ code: 'internal', requestId: 'req_7' }}
        onRetry={onRetry}
      />,
    );
    expect(screen.getByText('req_7')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('reads that the portal could not be reached, when that is what it was', () => {
    show(<Failed problem={{ code: 'network' }} />);
    expect(screen.getByRole('alert').textContent).toContain('couldn’t be reached');
  });

  it('can’t press a retry that is under way', () => {
    show(<Failed onRetry={() => {}} retrying />);
    expect(screen.getByRole('button', { name: /Try again/ })).toHaveProperty('disabled', true);
  });
});

describe('a part of the portal that is down', () => {
  it.each<[LoadFailure, string]>([
    ['network', 'couldn’t be reached'],
    ['timeout', 'didn’t answer in time'],
    ['http', 'answered with an error'],
    ['not-javascript', 'something unexpected'],
    ['evaluation', 'stopped while starting'],
    ['incompatible', 'doesn’t fit this portal'],
    ['integrity', 'isn’t what was published'],
  ])('says what happened (%s), that the rest works, and since when', (type, words) => {
    show(<Unavailable name="Calls" type={type} since="2026-03-12T14:05:00Z" onRetry={() => {}} />);
    const text = screen.getByRole('alert').textContent;
    expect(text).toContain(words);
    expect(text).toContain('rest of the portal works');
    expect(text).toContain('Since 15:05');
  });

  it('counts down to when it tries by itself, without a screen reader being told each second', () => {
    vi.useFakeTimers();
    show(<Unavailable name="Calls" type="http" retryAt={Date.now() + 15_000} onRetry={() => {}} />);
    const words = screen.getByText(/Tries again by itself in 15 s/);
    expect(words.closest('[aria-hidden="true"]')).not.toBeNull();
    act(() => void vi.advanceTimersByTime(4_000));
    expect(screen.getByText(/in 11 s/)).toBeTruthy();
    expect(screen.getByText('It tries again by itself.')).toBeTruthy();
    act(() => void vi.advanceTimersByTime(12_000));
    expect(screen.queryByText(/by itself/)).toBeNull();
  });
});

describe('loading', () => {
  const skeleton = () => screen.getByRole('status').querySelector<HTMLElement>('[aria-hidden="true"]');

  it('shows nothing for what is quick, then a skeleton of the layout that comes, whose place is kept from the start', () => {
    vi.useFakeTimers();
    // Long after whatever another test's skeleton did.
    vi.advanceTimersByTime(86_400_000);
    show(<Loading shape="table" label="Loading the calls" />);
    expect(skeleton()?.childElementCount).toBe(10);
    expect(skeleton()?.style.animationDelay).toBe('150ms');
    act(() => void vi.advanceTimersByTime(149));
    expect(screen.queryByText('Loading the calls')).toBeNull();
    act(() => void vi.advanceTimersByTime(1));
    expect(screen.getByText('Loading the calls')).toBeTruthy();
    expect(screen.getByRole('status').getAttribute('aria-busy')).toBe('true');
  });

  it('goes on at once where a page’s skeleton follows the shell’s, and waits again when that is over', () => {
    vi.useFakeTimers();
    const shell = show(<Loading key="shell" />);
    act(() => void vi.advanceTimersByTime(1_000));
    shell.unmount();
    act(() => void vi.advanceTimersByTime(100));
    const page = show(<Loading label="Loading the requests" />);
    expect(screen.getByText('Loading the requests')).toBeTruthy();
    expect(skeleton()?.style.animationDelay).toBe('0ms');
    page.unmount();
    act(() => void vi.advanceTimersByTime(1_000));
    show(<Loading label="Loading the requests" />);
    expect(screen.queryByText('Loading the requests')).toBeNull();
    expect(skeleton()?.style.animationDelay).toBe('150ms');
  });
});
