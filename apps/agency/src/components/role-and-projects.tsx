import { roleLabel, type Role } from '@foyer/access';
import type { ClientRole } from '@foyer/contract/clients';
import { Checkbox, SelectField, styled, token } from '@foyer/ui';

const CLIENT_ROLES = ['client_admin', 'client_manager', 'client_staff'] as const satisfies readonly Role[];

const ROLE_WORDS: Readonly<Record<ClientRole, string>> = {
  client_admin: 'Everything that you grant, settings included.',
  client_manager: 'What you grant, to look at; summaries of the settings.',
  client_staff: 'Calls of their own projects, without caller details.',
};

const Set = styled('fieldset')({
  margin: 0,
  padding: 0,
  border: 0,
  minWidth: 0,
  display: 'grid',
  gap: 8,
  '& > legend': { fontSize: '0.8125rem', fontWeight: 500, padding: 0, marginBlockEnd: 6 },
});
const Some = styled('div')({ display: 'grid', gap: 6, paddingInlineStart: 26, color: token.text1 });

export type Projects = 'all' | readonly string[];
type Project = Readonly<{ id: string; name: string }>;

type RoleAndProjectsProps = Readonly<{
  role: ClientRole;
  projects: Projects;
  all: readonly Project[];
  onRole: (role: ClientRole) => void;
  onProjects: (projects: Projects) => void;
}>;

/** What somebody may be at a client, and where. */
export function RoleAndProjects({ role, projects, all, onRole, onProjects }: RoleAndProjectsProps) {
  const chosen = projects === 'all' ? [] : projects;
  return (
    <>
      <SelectField
        label="Role"
        value={role}
        onChange={(value) => onRole(CLIENT_ROLES.find((one) => one === value) ?? role)}
        options={CLIENT_ROLES.map((one) => ({ value: one, label: roleLabel(one) }))}
        help={ROLE_WORDS[role]}
      />
      <Set>
        <legend>Projects</legend>
        <Checkbox
          label="All projects"
          help="Also those that are added later."
          checked={projects === 'all'}
          onChange={(on) => onProjects(on ? 'all' : all.map(({ id }) => id))}
        />
        {projects !== 'all' && (
          <Some>
            {all.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={chosen.includes(id)}
                onChange={(on) => onProjects(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
              />
            ))}
            {chosen.length === 0 && <span>Without a project, this person sees no calls.</span>}
          </Some>
        )}
      </Set>
    </>
  );
}

/** “All projects”, or their names. */
export const projectWords = (projects: 'all' | readonly Project[]): string =>
  projects === 'all' ? 'All projects' : projects.map(({ name }) => name).join(', ') || 'No project';

export const projectIds = (projects: 'all' | readonly Project[]): Projects =>
  projects === 'all' ? 'all' : projects.map(({ id }) => id);
