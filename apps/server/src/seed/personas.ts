import { clientId, DEMO_AGENCIES, DEMO_CLIENTS, type DemoClient } from './demo.ts';
import { idOf } from './random.ts';

const AGENCY_PEOPLE: Readonly<Record<string, string>> = {
  larkspur: 'Vivienne Okafor-Lund',
  tidewell: 'Anselm Brightman',
};

/** The one password of everybody in the demo. */
export const DEMO_PASSWORD = 'open the foyer';

// better-auth's scrypt of DEMO_PASSWORD. Everybody's is the same and public; a real one has a salt of its own.
export const DEMO_PASSWORD_HASH =
  'f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0:064f385736a45c137533ca2aec915922fa49c1ebeb7140a9699723ce2c82a84160f7dd440fe88c890af8959ea1eab69a997fb141c71bc6f35a336eab262ff4a8';

export interface Persona {
  /** `brightwater-admin`, `larkspur-agency` … */
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: 'agency_admin' | 'client_admin' | 'client_manager' | 'client_staff';
  readonly agency: string;
  /** Name of the client; null for an agency's admin. */
  readonly client: string | null;
  readonly clientId: string | null;
  /** Names of the projects in scope; `all` for everyone but staff. */
  readonly projects: readonly string[] | 'all';
  /** What is worth a look as this person. */
  readonly lookAt: string;
}

const LOOK_AT: Readonly<Record<string, string>> = {
  'larkspur-agency': 'Four clients, each with other rights: open one and see all of it.',
  'brightwater-admin':
    'Everything is on: all ten places, recordings to play and to download, every recording gate met.',
  'brightwater-manager': 'The same calls; agents can be read but not edited.',
  'brightwater-staff': 'One site only, no caller names or numbers, recordings closed by a policy.',
  'keystone-admin': 'View-only: calls, details and agents; no billing, no cost; download is not in the plan.',
  'keystone-manager': 'View-only, as the admin.',
  'keystone-staff': 'Two of three sites, redacted, and recordings may be played.',
  'oakfield-admin': 'Hands-off: dashboard, support, settings, status and the audit log, nothing else.',
  'oakfield-manager': 'Hands-off, as the admin.',
  'oakfield-staff': 'Hands-off: the least that anyone sees.',
  'aurelia-admin': 'Mixed: calls without their details, and billing, so that costs show.',
  'aurelia-manager': 'Mixed, as the admin.',
  'aurelia-staff': 'Mixed: the list of calls of the reception, without details and without costs.',
  'tidewell-agency': 'The other agency: other brand, other clients, nothing of the first.',
  'fernhill-admin': 'View-only in Sydney; the plan has no recordings.',
  'fernhill-manager': 'View-only, as the admin.',
  'fernhill-staff': 'One clinic, redacted, no recordings in the plan.',
  'copperline-admin': 'Self-service by the current defaults.',
  'copperline-manager': 'Self-service, as a manager.',
  'copperline-staff': 'Residential calls only, redacted, recordings may be played.',
};

const emailAt = (name: string, domain: string): string =>
  `${(name.split(' ')[0] ?? name).toLowerCase()}@${domain}.example`;

/** Everybody who can sign in to the demo: the agency's admin first, then client by client. */
export const personas: readonly Persona[] = DEMO_AGENCIES.flatMap((agency) => {
  const name = AGENCY_PEOPLE[agency.key] ?? agency.name;
  const admin: Persona = {
    key: `${agency.key}-agency`,
    id: idOf(`person ${agency.key}-agency`),
    name,
    email: emailAt(name, agency.key),
    password: DEMO_PASSWORD,
    role: 'agency_admin',
    agency: agency.name,
    client: null,
    clientId: null,
    projects: 'all',
    lookAt: LOOK_AT[`${agency.key}-agency`] ?? '',
  };
  return [admin, ...DEMO_CLIENTS.filter((client) => client.agency === agency.key).flatMap(peopleOf)];
});

function peopleOf(client: DemoClient): Persona[] {
  return (['admin', 'manager', 'staff'] as const).map((post) => {
    const key = `${client.key}-${post}`;
    return {
      key,
      id: idOf(`person ${key}`),
      name: client.people[post],
      email: emailAt(client.people[post], client.key),
      password: DEMO_PASSWORD,
      role: `client_${post}`,
      agency: DEMO_AGENCIES.find(({ key: agency }) => agency === client.agency)?.name ?? '',
      client: client.name,
      clientId: clientId(client.key),
      projects:
        post === 'staff' ? client.staffProjects.map((project) => client.projects[project] ?? '') : 'all',
      lookAt: LOOK_AT[key] ?? '',
    };
  });
}

/** The persona of a key; for tests and mocks. */
export function persona(key: string): Persona {
  const found = personas.find((one) => one.key === key);
  if (!found) throw new RangeError(`no persona ${key}`);
  return found;
}
