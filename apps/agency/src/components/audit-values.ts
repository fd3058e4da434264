import { GRANTS, grantLabel, roleLabel, ROLES } from '@foyer/access';
import { formatCount, formatDateTime } from '@foyer/ui';
import { ENTITLEMENTS, POLICIES } from './policy-words.ts';
import { CONSENT_WORDS, VENDOR_NAMES } from './vendor-words.ts';

type In = Readonly<{ timeZone: string; locale?: string | undefined }>;
type Change = Readonly<{ what: string; before: string; after: string }>;

/** What changed, value by value, as a person says it: `Billing: On → Off`. Ids are left out, as nobody knows them. */
export function changesBetween(before: unknown, after: unknown, where: In): Change[] {
  const [was, is] = [valuesIn(before, where), valuesIn(after, where)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((path) => {
    const [old, now] = [was.get(path), is.get(path)];
    if (old?.words === now?.words) return [];
    const none = (old ?? now)?.overrides ? 'as the default' : '';
    const what = wordsOf(path);
    return [{ what, before: old?.words ?? none, after: now?.words ?? none }];
  });
}

/** The fields of what may be an object. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

type Told = Readonly<{
  words: string;
  /** It stands in the place of a default, which holds where it is missing. */
  overrides?: true;
}>;

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** What an entry's own sentence tells already, and what means nothing to a person. */
const UNTOLD: ReadonlySet<string> = new Set(['version', 'scope', 'capability', 'sort', 'total']);

const WHAT: Readonly<Record<string, string>> = {
  defaults: 'Copied defaults',
  grants: 'Permissions on',
  mfaRequired: 'Second factor required',
  enrolled: 'Second factor',
  ranges: 'Allowed addresses',
  retentionDays: 'Recordings kept for',
  consent: 'Consent to recording',
  vendor: 'Platform',
  project: 'First project',
  replayed: 'Events',
};

const LABELS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    GRANTS.flatMap((grant) => [grant, `overrides.${grant}`].map((at) => [at, grantLabel(grant)])),
  ),
  ...Object.fromEntries(Object.entries(POLICIES).map(([name, { label }]) => [`policies.${name}`, label])),
  ...Object.fromEntries(
    Object.entries(ENTITLEMENTS).map(([name, { label }]) => [`entitlements.${name}`, label]),
  ),
};

function wordsOf(path: string): string {
  const name = path.split('.').at(-1) ?? '';
  return (
    LABELS[path] ??
    WHAT[name] ??
    (sentence(
      name
        .replaceAll('_', ' ')
        .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
        .toLowerCase(),
    ) ||
      'Value')
  );
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Every value below, by its path. */
function valuesIn(value: unknown, where: In, path = ''): Map<string, Told> {
  const name = path.split('.').at(-1) ?? '';
  if (value === null || value === undefined || UNTOLD.has(name)) return new Map();
  const fields = fieldsOf(value);
  if (name === 'grants') return new Map([[path, { words: grantsOn(value) }]]);
  if (Array.isArray(value)) return new Map([[path, { words: listed(value, name) }]]);
  if (typeof fields['value'] === 'boolean') return new Map([[path, overrideIn(fields, where)]]);
  if (typeof value === 'object')
    return new Map(
      Object.entries(fields).flatMap(([key, inner]) => [
        ...valuesIn(inner, where, path ? `${path}.${key}` : key),
      ]),
    );
  const words = told(value, name, where);
  return words === null ? new Map() : new Map([[path, { words }]]);
}

const onOff = (on: unknown) => (on === true ? 'On' : 'Off');

function overrideIn({ value, until }: Readonly<Record<string, unknown>>, where: In): Told {
  const end = typeof until === 'string' ? ` until ${formatDateTime(until, where)}` : '';
  return { words: `${onOff(value)}${end}`, overrides: true };
}

/** A list of permissions, or which of them are on. */
function grantsOn(value: unknown): string {
  const on: readonly unknown[] = Array.isArray(value)
    ? value
    : Object.entries(fieldsOf(value)).flatMap(([grant, granted]) => (granted === true ? [grant] : []));
  return (
    GRANTS.filter((grant) => on.includes(grant))
      .map(grantLabel)
      .join(', ') || 'None'
  );
}

const NONE: Readonly<Record<string, string>> = { ranges: 'From anywhere', projects: 'No project' };
const listed = (values: readonly unknown[], name: string) =>
  values.map(String).join(', ') || (NONE[name] ?? 'None');

function told(value: unknown, name: string, where: In): string | null {
  if (typeof value === 'boolean') return onOff(value);
  if (name === 'defaults') return `v${String(value)}`;
  if (name === 'retentionDays' && typeof value === 'number')
    return formatCount(value, { one: 'day', other: 'days' }, where.locale);
  if (typeof value !== 'string') return String(value);
  if (ID.test(value)) return null;
  if (INSTANT.test(value)) return formatDateTime(value, where);
  const role = ROLES.find((one) => one === value);
  if (name === 'role' && role) return roleLabel(role);
  if (name === 'projects' && value === 'all') return 'All projects';
  if (name === 'consent') return CONSENT_WORDS[value as keyof typeof CONSENT_WORDS] ?? value;
  if (name === 'vendor') return VENDOR_NAMES[value as keyof typeof VENDOR_NAMES] ?? value;
  return name === 'state' ? sentence(value) : value;
}
