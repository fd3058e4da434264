import { z } from 'zod';
import { parseOperators, type Operator } from '../releases/operators.ts';
import { otlpSettings, type OtlpSettings } from '../telemetry/otlp-settings.ts';
import { isRange } from './cidr.ts';

const list = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.string().refine(isRange, 'is not an address or a range such as 10.0.0.0/8')));

const url = (...protocols: string[]) =>
  z.string().refine(
    (text) => {
      try {
        return protocols.includes(new URL(text).protocol);
      } catch {
        return false;
      }
    },
    `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  );

const operators = z.string().transform((text, context): Operator[] => {
  const found = parseOperators(text);
  if (!found) {
    context.addIssue({ code: 'custom', message: 'must be name:sha256-of-token, several with commas' });
    return z.NEVER;
  }
  return found;
});

const variables = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(4400),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url('http:', 'https:').optional(),
  FOYER_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  FOYER_DATA: z.string().default('.data'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_OWNER_URL: url('postgres:', 'postgresql:').optional(),
  TRUSTED_PROXIES: list.optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  FOYER_MEDIA: z.string().optional(),
  FOYER_PRIVATE_AUDIO: z.enum(['on', 'off'], 'must be on or off').optional(),
  FOYER_REMOTES: z.string().optional(),
  FOYER_OPERATORS: operators.optional(),
  FOYER_REGISTRY_KEY: z.string().optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.email('must be an address such as portal@example.com').optional(),
  FOYER_OVERRIDES: z.enum(['on', 'off'], 'must be on or off').optional(),
  FOYER_PARENT_PID: z.coerce.number().int().positive().optional(),
});

/** What production can't do without. */
const REQUIRED = ['FOYER_SECRET', 'DATABASE_URL', 'PUBLIC_URL'] as const;

export interface Config {
  readonly production: boolean;
  /** Whether an empty database is filled with the demo, whose password is public: never in production, nor at an https address. */
  readonly demo: boolean;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  /** Null: one of its own is kept in the data folder. Never in production. */
  readonly secret: string | null;
  readonly dataFolder: string;
  /** Null: the embedded database in the data folder. Never in production. */
  readonly databaseUrl: string | null;
  /** Where the owner of the tables logs in, for migrations. */
  readonly databaseOwnerUrl: string | null;
  readonly trustedProxies: readonly string[];
  /** The folder in which recordings are kept. */
  readonly mediaFolder: string;
  /** Whether recordings are fetched from this machine and its networks, too: for developers, never in production. */
  readonly privateAudio: boolean;
  /** The folder of released remotes that this server serves; null: all of them come from other origins. */
  readonly remotesFolder: string | null;
  /** Who may release remotes, beside the one whose token lies in the data folder outside of production. */
  readonly operators: readonly Operator[];
  /** The private key that signs what a session is told of remotes; null: it isn't signed. */
  readonly registryKey: string | null;
  /** Whether a remote may be loaded from the machine of whoever asks for it. */
  readonly overrides: boolean;
  /** The collector to which telemetry is exported; null: it stays in the log. */
  readonly collector: OtlpSettings | null;
  /** Where letters are handed in; null: they are kept to be read here, and in production they wait. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  readonly logLevel: string;
  readonly parentPid: number | null;
}

/** What the environment lacks, one line a variable. It names variables, never their values. */
export class ConfigError extends Error {
  constructor(lines: readonly string[]) {
    super(`Foyer can't start:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the environment.
 * @throws ConfigError naming every variable that is missing or wrong
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = variables.safeParse(given);
  const wrong = result.success
    ? []
    : result.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  const missing =
    given.NODE_ENV === 'production'
      ? REQUIRED.filter((name) => given[name] === undefined).map((name): string => `${name} is missing`)
      : [];
  if ((given.SMTP_URL === undefined) !== (given.MAIL_FROM === undefined))
    missing.push(
      `${given.SMTP_URL === undefined ? 'SMTP_URL' : 'MAIL_FROM'} is missing: the two go together`,
    );
  const collector = collectorOf(given);
  if (collector instanceof RangeError) wrong.push(collector.message);
  if (!result.success || collector instanceof RangeError || missing.length > 0)
    throw new ConfigError([...missing, ...wrong]);

  const { data } = result;
  const production = data.NODE_ENV === 'production';
  return {
    production,
    demo: !production && !data.PUBLIC_URL?.startsWith('https:'),
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL ?? null,
    secret: data.FOYER_SECRET ?? null,
    dataFolder: data.FOYER_DATA,
    databaseUrl: data.DATABASE_URL ?? null,
    databaseOwnerUrl: data.DATABASE_OWNER_URL ?? (production ? null : (data.DATABASE_URL ?? null)),
    trustedProxies: data.TRUSTED_PROXIES ?? [],
    mediaFolder: data.FOYER_MEDIA ?? `${data.FOYER_DATA}/media`,
    privateAudio: !production && data.FOYER_PRIVATE_AUDIO === 'on',
    remotesFolder: data.FOYER_REMOTES ?? (production ? null : `${data.FOYER_DATA}/remotes`),
    operators: data.FOYER_OPERATORS ?? [],
    registryKey: data.FOYER_REGISTRY_KEY ?? null,
    overrides: data.FOYER_OVERRIDES === undefined ? !production : data.FOYER_OVERRIDES === 'on',
    collector,
    smtp:
      data.SMTP_URL !== undefined && data.MAIL_FROM !== undefined
        ? { url: data.SMTP_URL, from: data.MAIL_FROM }
        : null,
    logLevel: data.LOG_LEVEL,
    parentPid: data.FOYER_PARENT_PID ?? null,
  };
}

function collectorOf(env: Readonly<Record<string, string | undefined>>): OtlpSettings | null | RangeError {
  try {
    return otlpSettings(env);
  } catch (error) {
    if (error instanceof RangeError) return error;
    throw error;
  }
}
