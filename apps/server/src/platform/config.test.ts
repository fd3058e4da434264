import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const PRODUCTION = {
  NODE_ENV: 'production',
  FOYER_SECRET: 'a secret of more than thirty-two characters',
  DATABASE_URL: 'postgres://foyer:hunter2@db/foyer',
  PUBLIC_URL: 'https://portal.example.com',
};

const refusal = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('the environment', () => {
  it('needs nothing for a demo', () => {
    expect(readConfig({})).toMatchObject({ production: false, databaseUrl: null, secret: null });
  });

  it('never brings the demo and its public password to a portal that others reach', () => {
    expect(readConfig({}).demo).toBe(true);
    expect(readConfig({ PUBLIC_URL: 'http://127.0.0.1:4400' }).demo).toBe(true);
    expect(readConfig({ PUBLIC_URL: 'https://portal.example.com' }).demo).toBe(false);
    expect(readConfig(PRODUCTION).demo).toBe(false);
  });

  it.each(['FOYER_SECRET', 'DATABASE_URL', 'PUBLIC_URL'])('stops production without %s, by name', (name) => {
    const { [name]: _, ...rest } = PRODUCTION as Record<string, string>;
    expect(refusal(rest)).toContain(`${name} is missing`);
    expect(refusal({ ...rest, [name]: '' })).toContain(`${name} is missing`);
  });

  it('names everything that is missing or wrong at once, and no value', () => {
    const message = refusal({
      NODE_ENV: 'production',
      FOYER_SECRET: 'hunter2',
      DATABASE_URL: 'mysql://root:hunter2@db/foyer',
      PORT: 'many',
      TRUSTED_PROXIES: '10.0.0.0/99',
    });
    for (const name of ['PUBLIC_URL', 'FOYER_SECRET', 'DATABASE_URL', 'PORT', 'TRUSTED_PROXIES']) {
      expect(message).toContain(name);
    }
    expect(message).not.toContain('hunter2');
  });

  it('sends letters by SMTP where it is told how, and knows half of that for a mistake', () => {
    const smtp = { SMTP_URL: 'smtps://portal:hunter2@mail.example.com', MAIL_FROM: 'portal@example.com' };
    expect(readConfig(smtp).smtp).toEqual({ url: smtp.SMTP_URL, from: smtp.MAIL_FROM });
    expect(readConfig({}).smtp).toBeNull();
    expect(refusal({ SMTP_URL: smtp.SMTP_URL })).toContain('MAIL_FROM is missing');
    expect(refusal({ MAIL_FROM: smtp.MAIL_FROM })).toContain('SMTP_URL is missing');
    const wrong = refusal({ SMTP_URL: 'https://hunter2.example', MAIL_FROM: 'nobody' });
    expect(wrong).toContain('SMTP_URL must be');
    expect(wrong).toContain('MAIL_FROM must be');
    expect(wrong).not.toContain('hunter2');
  });

  it('names its operators by the hash of their tokens, and the server is none of them', () => {
    const hash = 'ab'.repeat(32);
    expect(readConfig({ FOYER_OPERATORS: `ada:${hash.toUpperCase()}, ci@foyer:${hash}` }).operators).toEqual([
      { name: 'ada', tokenHash: hash },
      { name: 'ci@foyer', tokenHash: hash },
    ]);
    expect(readConfig(PRODUCTION).operators).toEqual([]);
    for (const wrong of ['ada', 'ada:hunter2', `:${hash}`, `server:${hash}`, `start:${hash}`, `ada:${hash},`])
      expect(refusal({ FOYER_OPERATORS: wrong })).toContain('FOYER_OPERATORS must be');
    expect(refusal({ FOYER_OPERATORS: 'ada:hunter2' })).not.toContain('hunter2');
  });

  it('lets nobody load a remote of their own in production, unless it says so', () => {
    expect(readConfig({}).overrides).toBe(true);
    expect(readConfig({ FOYER_OVERRIDES: 'off' }).overrides).toBe(false);
    expect(readConfig(PRODUCTION).overrides).toBe(false);
    expect(readConfig({ ...PRODUCTION, FOYER_OVERRIDES: 'on' }).overrides).toBe(true);
    expect(refusal({ ...PRODUCTION, FOYER_OVERRIDES: 'yes' })).toContain('FOYER_OVERRIDES must be');
  });

  it('serves remotes from the data folder, in production from the one that is named', () => {
    expect(readConfig({ FOYER_DATA: '/data' }).remotesFolder).toBe('/data/remotes');
    expect(readConfig(PRODUCTION).remotesFolder).toBeNull();
    expect(readConfig({ ...PRODUCTION, FOYER_REMOTES: '/srv/remotes' }).remotesFolder).toBe('/srv/remotes');
  });

  it('exports telemetry where OpenTelemetry’s variables say, and names the one that is wrong', () => {
    expect(readConfig({}).collector).toBeNull();
    expect(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' }).collector?.url).toBe(
      'http://c:4318/v1/logs',
    );
    expect(refusal({ OTEL_EXPORTER_OTLP_ENDPOINT: 'hunter2', PORT: 'many' })).toMatch(
      /PORT .*\n.*OTEL_EXPORTER_OTLP_ENDPOINT must be/,
    );
  });

  it('lets requests in production log in as the restricted role alone', () => {
    expect(readConfig(PRODUCTION)).toMatchObject({ production: true, databaseOwnerUrl: null });
  });
});
