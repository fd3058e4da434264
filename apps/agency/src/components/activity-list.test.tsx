import type { AuditEntry } from '@foyer/contract/audit';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ActivityList } from './activity-list.tsx';

const SURI = { id: '0d6b4f7e-52a1-4c31-9f0e-1b7a6c7f4a10', name: 'Suri Mahlangu' };
const ADA = '8f27199e-78d6-8074-a568-620dfc75eb3f';

const entry = (seq: number, parts: Partial<AuditEntry>): AuditEntry => ({
  id: `00000000-0000-4000-8000-00000000000${seq}`,
  seq,
  at: '2026-11-24T00:26:47.292Z',
  person: SURI,
  as: null,
  action: 'request.denied',
  target: { kind: 'request', id: 'chooseClient', label: 'Open a client.' },
  before: null,
  after: null,
  outcome: 'denied',
  ...parts,
});

test('what is written down is told in words: why, how often and since when, never by a code or an id', () => {
  const told = (...entries: AuditEntry[]) => {
    render(<ActivityList entries={entries} agents={new Map([[ADA, 'Ada, front desk']])} />);
    return screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  };
  const denied = { code: 'denied', denials: ['role_agency_only'] };
  const set = { action: 'connection.agent_set', outcome: 'done' } as const;
  const shown = told(
    entry(5, { after: { ...denied, repeats: 59, since: '2026-11-24T00:26:46.647Z' } }),
    entry(4, { after: denied }),
    entry(3, { after: { code: 'ip', denials: [] } }),
    entry(2, {
      action: 'session.started',
      outcome: 'done',
      target: { ...SURI, kind: 'person', label: SURI.name },
    }),
    entry(1, {
      ...set,
      target: { kind: 'connection', id: ADA, label: 'Front desks' },
      before: { assistant: 'asst-new', agent: null },
      after: { assistant: 'asst-new', agent: ADA },
    }),
  );
  expect(shown.map((words) => words?.replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringMatching(
      /^Suri Mahlangu was refused a change 59 more times.*Open a client\.They were told: “Your agency looks after this\.”First .+, last .+$/,
    ),
    expect.stringMatching(/^Suri Mahlangu was refused a change Refused.*looks after this\.”$/),
    expect.stringMatching(/The address they came from isn’t allowed\.$/),
    expect.stringMatching(/^Suri Mahlangu signed in [^·]*$/),
    expect.stringMatching(/ · Front desks .*asst-new: Nobody’s → becomes Ada, front desk$/),
  ]);
  expect(shown.join()).not.toMatch(/role_agency_only|denied|[\da-f]{8}-/);
});
