import { brotliCompressSync } from 'node:zlib';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { builtSite } from './built-site.node.ts';

let folder: string;
let test: TestApp;

const write = (path: string, content: string | Buffer): void => {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
};
const remote = (id: string, version: string) =>
  JSON.stringify({ id, version, hostApi: '^1.0.0', entry: 'entry.js', preload: ['entry.js'], files: [] });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-site-'));
  write(
    'shell/dist/index.html',
    '<!doctype html><html><head><meta property="csp-nonce" nonce="__FOYER_NONCE__"><!--foyer:head--></head></html>',
  );
  write(
    'shell/dist/foyer-shell.json',
    JSON.stringify({ version: '1', hostApi: '1.0.0', entry: 'assets/a.js', preload: [], files: [] }),
  );
  write('shell/dist/assets/a.js', 'export {}');
  write('shell/dist/assets/a.js.br', brotliCompressSync('export {}'));
  write('shell/dist/icon.svg', '<svg/>');
  write('calls/dist/foyer-remote.json', remote('calls', '1-a'));
  write('calls/dist/entry.js', 'export const calls = 1');
  write('agents/dist/foyer-remote.json', remote('agents', '1-b'));
  write('secret.txt', 'not for browsers');
  test = await createTestApp({ site: builtSite(folder, { reread: true }) });
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

const navigate = { headers: { accept: 'text/html', 'sec-fetch-mode': 'navigate' } };

describe('the files', () => {
  it('of shell and remotes are immutable under their addresses, with a type and a tag', async () => {
    for (const path of ['/assets/a.js', '/remotes/calls/1-a/entry.js']) {
      const answer = await test.fetch(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/javascript');
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      const again = await test.fetch(path, {
        headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
      });
      expect(again.status).toBe(304);
    }
    expect((await test.fetch('/icon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  it('of a remote have another address for every retry', async () => {
    for (const folder of ['1-a', '1-a~k3', '1-a~']) {
      expect(await (await test.fetch(`/remotes/calls/${folder}/entry.js`)).text()).toBe(
        'export const calls = 1',
      );
    }
    expect((await test.fetch('/remotes/calls/1~k3/entry.js')).status).toBe(404);
    expect((await test.fetch('/remotes/calls/1-a~k3/foyer-remote.json')).status).toBe(404);
  });

  it('come as they were compressed when built, to who accepts it', async () => {
    const small = await test.fetch('/assets/a.js', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(small.headers.get('content-encoding')).toBe('br');
    expect((await test.fetch('/assets/a.js')).headers.has('content-encoding')).toBe(false);
  });

  it.each([
    '/assets/gone.js',
    '/remotes/calls/0-old/entry.js',
    '/remotes/calls/1-a/gone.js',
    '/remotes/calls/1-a/foyer-remote.json',
    '/remotes/calls/1-a/..%2f..%2f..%2fsecret.txt',
    '/assets/..%2f..%2f..%2fsecret.txt',
    '/assets/a.js.br',
    '/index.html',
    '/secret.txt',
    '/.sources',
  ])('that are not there, or not for browsers, are 404 and never HTML: %s', async (path) => {
    const answer = await test.fetch(path, navigate);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('the document', () => {
  it('stands at every address of a page, for who navigates there', async () => {
    for (const path of ['/', '/sign-in', '/calls/abc', '/no/such/page']) {
      const answer = await test.fetch(path, navigate);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(answer.headers.get('cache-control')).toContain('no-cache');
    }
    expect((await test.fetch('/calls', { headers: { accept: 'application/json' } })).status).toBe(404);
    const script = { headers: { accept: '*/*', 'sec-fetch-mode': 'cors' } };
    expect((await test.fetch('/calls', script)).status).toBe(404);
  });

  it('carries a nonce of its own that its policy names, and the policy allows nothing inline', async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 3; i += 1) {
      const answer = await test.fetch('/', navigate);
      const policy = answer.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(await answer.text()).toContain(`nonce="${nonce}"`);
      expect(policy).not.toContain('unsafe');
      expect(policy).toContain("default-src 'none'");
      seen.add(nonce);
    }
    expect(seen.size).toBe(3);
  });

  it('names ahead what the page will need, as far as this person may open it', async () => {
    const page = async (key: string, path: string) =>
      (await (await test.signIn(key)).fetch(path, navigate)).text();
    const allowed = await page('brightwater-admin', '/calls');
    expect(allowed).toContain('/remotes/calls/1-a/entry.js');
    expect(allowed).toContain('href="/api/session"');
    expect(allowed).toContain('href="/api/calls?limit=100"');

    const deep = await page('brightwater-admin', '/calls/abc');
    expect(deep).toContain('/remotes/calls/1-a/entry.js');
    expect(deep).not.toContain('/api/calls');

    const denied = await page('oakfield-admin', '/calls');
    expect(denied).not.toContain('/remotes/');
    expect(denied).not.toContain('/api/calls');

    const stranger = await (await test.fetch('/calls', navigate)).text();
    expect(stranger).not.toContain('/remotes/');
    expect(stranger).not.toContain('/api/session');
  });

  it('names no remote to who comes from outside the client’s list of addresses', async () => {
    const admin = await test.signIn('brightwater-admin');
    const listed = { tenant_id: admin.persona.clientId ?? '', range: '198.51.100.0/24' };
    await test.db.withSystem((db) => db.insertInto('client_addresses').values(listed).execute());
    const page = async (address: string) => {
      const headers = { ...navigate.headers, cookie: admin.cookie };
      return (await test.fetch('/calls', { headers }, address)).text();
    };
    const pages = [await page('203.0.113.5'), await page('198.51.100.5')];
    await test.db.withSystem((db) => db.deleteFrom('client_addresses').execute());
    expect(pages[0]).not.toContain('/remotes/');
    expect(pages[1]).toContain('/remotes/calls/1-a/entry.js');
  });
});

describe('the session', () => {
  it('names the remotes that this person may open, and no other', async () => {
    const remotesOf = async (key: string) =>
      (await (await test.signIn(key)).api.getSession()).remotes.map((one) => one.entry);
    expect(await remotesOf('brightwater-admin')).toEqual([
      '/remotes/agents/1-b/entry.js',
      '/remotes/calls/1-a/entry.js',
    ]);
    expect(await remotesOf('brightwater-staff')).toEqual(['/remotes/calls/1-a/entry.js']);
    expect(await remotesOf('oakfield-staff')).toEqual([]);
  });

  it('names a new version as soon as it is built', async () => {
    const admin = await test.signIn('brightwater-admin');
    write('calls/dist/foyer-remote.json', remote('calls', '2-c-longer'));
    const { remotes } = await admin.api.getSession();
    expect(remotes.find((one) => one.id === 'calls')?.version).toBe('2-c-longer');
    expect((await test.fetch('/remotes/calls/2-c-longer/entry.js')).status).toBe(200);
  });
});
