import { z } from 'zod';
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
      ? REQUIRED.filter((name) => given[name] === undefined).map((name) => `${name} is missing`)
      : [];
  if (!result.success || missing.length > 0) throw new ConfigError([...missing, ...wrong]);

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
    logLevel: data.LOG_LEVEL,
    parentPid: data.FOYER_PARENT_PID ?? null,
  };
}
