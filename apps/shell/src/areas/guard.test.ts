import { decideAll, PRESETS, sidebar, type GrantState } from '@foyer/access';
import type { Session } from '@foyer/contract';
import { areaOf, areas } from '@foyer/federation';
import { describe, expect, it } from 'vitest';
import { passage } from './guard.ts';

type ClientRole = 'client_admin' | 'client_manager' | 'client_staff';

const agencyId = '00000000-0000-4000-8000-000000000001';
const clientId = '00000000-0000-4000-8000-000000000002';

const agencyAdmin = { role: 'agency_admin', clientId: null } as const;

function sessionOf(who: ClientRole | typeof agencyAdmin, grants: GrantState, chosen = true): Session {
  const { role, clientId: own } = typeof who === 'string' ? { role: who, clientId } : who;
  const decisions = decideAll(
    {
      userId: '00000000-0000-4000-8000-000000000003',
      role,
      agencyId,
      clientId: own,
      projectIds: 'all',
      mfa: 'not_required',
      viewAs: false,
    },
    { tenant: chosen ? { agencyId, clientId, grants, entitlements: {}, policies: {} } : null },
  );
  return {
    role,
    client: chosen ? { id: clientId, name: 'Aurora' } : null,
    decisions,
  } as unknown as Session;
}

const at = (session: Session, path: string) => passage(session, areaOf(path)!);

describe('the guard of an area', () => {
  it('lets a manager with every grant into each place of the sidebar', () => {
    const session = sessionOf('client_manager', PRESETS.self_service);
    expect(areas.map((area) => passage(session, area).kind)).toEqual([
      'own',
      'remote',
      'remote',
      ...Array<string>(7).fill('not-installed'),
      'restricted',
    ]);
  });

  it('stops staff at the agents, with the reason, on every sub-page alike', () => {
    const session = sessionOf('client_staff', PRESETS.self_service);
    const parent = at(session, '/agents');
    expect(parent).toMatchObject({ kind: 'restricted', denials: [{ layer: 'role' }] });
    expect(at(session, '/agents/7/prompt')).toEqual(parent);
  });

  it('stops an admin at the calls that the agency hasn’t granted', () => {
    expect(at(sessionOf('client_admin', PRESETS.hands_off), '/calls/7')).toMatchObject({
      kind: 'restricted',
      denials: [{ layer: 'grant', changeableBy: 'agency' }],
    });
  });

  it('asks an agency admin for a client before anything but the agency’s own', () => {
    const session = sessionOf(agencyAdmin, {}, false);
    const kinds = areas.map((area) => [area.of, passage(session, area).kind]);
    expect(new Set(kinds.map(String))).toEqual(new Set([',choose-client', 'agency,remote']));
    expect(at(sessionOf(agencyAdmin, {}), '/calls').kind).toBe('remote');
  });

  it('treats a decision that the session doesn’t hold as no', () => {
    const session = { role: 'client_admin', client: { id: clientId, name: 'A' }, decisions: {} } as Session;
    expect(at(session, '/calls')).toEqual({ kind: 'restricted', denials: [] });
  });

  it.each<[ClientRole, GrantState]>([
    ['client_admin', PRESETS.self_service],
    ['client_manager', PRESETS.view_only],
    ['client_staff', PRESETS.view_only],
    ['client_staff', PRESETS.hands_off],
  ])('agrees with the sidebar of a %s', (role, grants) => {
    const session = sessionOf(role, grants);
    const open = areas.filter((area) => passage(session, area).kind !== 'restricted');
    expect(open.map((area) => area.capability)).toEqual(sidebar(session.decisions as never));
  });
});
