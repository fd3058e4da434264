import type { Role, Tenant } from '@foyer/access';
import { describe, expect, test } from 'vitest';
import type { SignedIn } from '../session/signed-in.ts';
import { MovedCalls } from './moved-calls.ts';

const tenantWith = (view_calls: boolean): Tenant => ({
  agencyId: 'agency',
  clientId: 'client',
  grants: { view_calls },
  entitlements: {},
  policies: {},
});

function someone(
  role: Role,
  projectIds: readonly string[] | 'all',
  tenant: Tenant | null = tenantWith(true),
): Pick<SignedIn, 'client' | 'subject' | 'tenant'> {
  return {
    client: tenant && { id: tenant.clientId, name: 'Client', timeZone: 'UTC' },
    subject: {
      userId: 'person',
      role,
      agencyId: 'agency',
      clientId: role === 'agency_admin' ? null : 'client',
      projectIds,
      mfa: 'not_required',
      viewAs: false,
    },
    tenant,
  };
}

function moved(...calls: readonly (readonly [client: string, project: string])[]): MovedCalls {
  const all = new MovedCalls();
  for (const [client, project] of calls) all.add(client, project);
  return all;
}

describe('calls that moved concern', () => {
  const here = moved(['client', 'north'], ['client', 'south'], ['other', 'west']);
  test.each([
    ['who sees all projects', someone('client_admin', 'all'), true],
    ['staff of one of the projects', someone('client_staff', ['south', 'east']), true],
    ['the agency with the client in view', someone('agency_admin', 'all'), true],
    ['no staff of other projects', someone('client_staff', ['east', 'west']), false],
    ['no staff without a project', someone('client_staff', []), false],
    ['nobody of a client that may not see calls', someone('client_admin', 'all', tenantWith(false)), false],
    ['no agency without a client in view', someone('agency_admin', 'all', null), false],
  ])('%s', (_, person, concerned) => {
    expect(here.concern(person)).toBe(concerned);
  });

  test('nobody of another client', () => {
    expect(moved(['other', 'north']).concern(someone('client_admin', 'all'))).toBe(false);
  });

  test('after a gap, everybody who may see calls, and nobody else', () => {
    const gap = moved();
    expect([gap.empty, gap.concern(someone('client_staff', ['east']))]).toEqual([true, false]);
    gap.addGap();
    expect([gap.empty, gap.concern(someone('client_staff', ['east']))]).toEqual([false, true]);
    expect(gap.concern(someone('client_admin', 'all', tenantWith(false)))).toBe(false);
  });
});
