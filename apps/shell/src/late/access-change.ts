import { explain, GRANTS, grantLabel, roleLabel, type Denial } from '@foyer/access';
import type { Session } from '@foyer/contract';

type Access = Pick<Session, 'role' | 'decisions' | 'projects'>;
type Decided = Readonly<{ level: string; denials: readonly Denial[] }>;

/** Levels in rising order. */
const LEVELS = ['none', 'summary', 'redacted', 'view', 'edit'];

/** Whether anything is less than it was. */
export function isLess(before: Access, after: Access): boolean {
  const lower = decisionsOf(before).some(
    ([name, { level }]) => LEVELS.indexOf(levelIn(after, name)) < LEVELS.indexOf(level),
  );
  const kept = new Set(after.projects.map(({ id }) => id));
  return lower || before.projects.some(({ id }) => !kept.has(id));
}

/** What became of somebody's rights, in a sentence or two; null for nothing that they would notice. */
export function accessChange(before: Access, after: Access): string | null {
  if (before.role !== after.role)
    return `Your agency changed your role: you are ${roleLabel(after.role)} now.`;
  const [lost, gained] = [newDenials(before, after), newDenials(after, before)];
  const said = [
    sentence('turned off', grantsIn(lost)),
    sentence('turned on', grantsIn(gained)),
    ...others(lost).map((denial) => explain(denial).reason),
  ].filter((one) => one !== null);
  if (said.length > 0) return [...new Set(said)].slice(0, 2).join(' ');
  if (others(gained).length > 0) return 'Your agency has opened more of the portal to you.';
  return projectsOf(before) === projectsOf(after) ? null : 'Your agency changed which projects you see.';
}

const decisionsOf = ({ decisions }: Access): [string, Decided][] =>
  // The schema only spells an absent `grant` another way.
  Object.entries(decisions as Readonly<Record<string, Decided>>);

const levelIn = (access: Access, name: string): string =>
  (access.decisions as Readonly<Record<string, Decided>>)[name]?.level ?? 'none';

const keyOf = ({ code, grant }: Denial): string => `${code}:${grant ?? ''}`;

/** What stands in the way of `after` and didn't of `before`, each once. */
function newDenials(before: Access, after: Access): Denial[] {
  const known = new Set(decisionsOf(before).flatMap(([, { denials }]) => denials.map(keyOf)));
  const found = decisionsOf(after).flatMap(([, { denials }]) => denials);
  return [...new Map(found.filter((one) => !known.has(keyOf(one))).map((one) => [keyOf(one), one])).values()];
}

const grantsIn = (denials: readonly Denial[]): string[] =>
  GRANTS.filter((grant) => denials.some((one) => one.code === 'grant_off' && one.grant === grant)).map(
    grantLabel,
  );

/** Those that aren't a grant's own: a child without its parent only follows. */
const others = (denials: readonly Denial[]): Denial[] =>
  denials.filter(({ layer }) => layer !== 'grant' && layer !== 'dependency');

function sentence(did: string, labels: readonly string[]): string | null {
  if (labels.length === 0) return null;
  return `Your agency ${did} ${labels.join(', ').replace(/, ([^,]*)$/, ' and $1')}.`;
}

const projectsOf = ({ projects }: Access): string =>
  projects
    .map(({ id }) => id)
    .toSorted()
    .join();
