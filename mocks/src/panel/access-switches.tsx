import { GRANTS, grantLabel, roleLabel, setGrant, type Role } from '@foyer/access';
import type { SwitchableAccess } from './panel-state.ts';

/** The role of the person and the grants of the client, written to the mock's database as they are switched. */
export function AccessSwitches({ now: { role, roles, grants }, change }: SwitchableAccess) {
  const choices = roles.length > 0 ? roles : [role];
  return (
    <>
      <label>
        Role
        <select
          value={role}
          disabled={roles.length === 0}
          title={roles.length === 0 ? 'An agency’s role comes with the agency.' : undefined}
          onChange={(event) => change({ role: event.target.value as Role })}
        >
          {choices.map((name) => (
            <option key={name} value={name}>
              {roleLabel(name)}
            </option>
          ))}
        </select>
      </label>
      <fieldset>
        <legend>Grants of the client</legend>
        {GRANTS.map((grant) => (
          <label key={grant}>
            <input
              type="checkbox"
              checked={grants[grant] === true}
              onChange={(event) => change({ grants: setGrant(grants, grant, event.target.checked) })}
            />
            {grantLabel(grant)}
          </label>
        ))}
      </fieldset>
    </>
  );
}
