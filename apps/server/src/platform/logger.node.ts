import { pino, type DestinationStream } from 'pino';
import type { Log } from './dependencies.ts';

/** Names under which something secret or personal could be logged by mistake. */
const NEVER = [
  'cookie',
  'authorization',
  'password',
  'secret',
  'token',
  'email',
  'number',
  'caller',
  'body',
  'query',
  'url',
];

const SECRETS = [
  // E-mail addresses, and phone numbers as we store them.
  /[\w.+-]+@[\w-]+\.[\w.]+/g,
  /\+\d{6,15}/g,
  // Credentials within addresses of databases, and what follows a `text=` in a query.
  /\/\/[^/\s:@]+:[^/\s@]+@/g,
  /\btext=[^&\s"]+/g,
];

/** Logs as lines of JSON. What is secret or personal by its name or by its look never gets there. */
export function createLogger(level: string, destination?: DestinationStream): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: [...NEVER, ...NEVER.map((name) => `*.${name}`)], censor: '[redacted]' },
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        streamWrite: (line) => SECRETS.reduce((text, pattern) => text.replace(pattern, '[redacted]'), line),
      },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  );
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}
