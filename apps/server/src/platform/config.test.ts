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

  it('lets requests in production log in as the restricted role alone', () => {
    expect(readConfig(PRODUCTION)).toMatchObject({ production: true, databaseOwnerUrl: null });
  });
});
