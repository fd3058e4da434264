/** Roles are `agency_admin`, `client_admin`, `client_manager`, … in the catalogue of packages/access: known here by shape, not by list. */
export function isRoleName(value) {
  return typeof value === 'string' && /^(agency|client)_[a-z]+$/.test(value);
}
