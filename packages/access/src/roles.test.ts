import { expect, it } from 'vitest';
import { leadsClient, ROLES } from './roles.ts';

it('a client is led by its admins, and by nobody of the agency', () => {
  expect(ROLES.filter(leadsClient)).toEqual(['client_admin']);
});
