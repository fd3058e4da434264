import type { Denial } from '@foyer/access';

/** What the catalogue and the tests of the states close doors with. */
export const NO_DETAILS: Denial = {
  layer: 'grant',
  code: 'grant_off',
  changeableBy: 'agency',
  grant: 'view_call_details',
};
export const OUT_OF_SCOPE: Denial = { layer: 'scope', code: 'out_of_scope', changeableBy: 'agency' };
