import { brotliCompressSync } from 'node:zlib';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateKeyPairSync } from 'node:crypto';
import { registrySigner, verifyRegistry } from '@foyer/federation/registry-signature';
import { createTestApp, releaseRemote, type TestApp } from '../testing/test-app.ts';
import { builtSite } from './built-site.node.ts';

const signer = await registrySigner(
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
);

let folder: string;
let test: TestApp;

const write = (path: string, content: string | Buffer): void => {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-site-'));
  write(
    'shell/dist/index.html',
    '<!doctype html><html><head><meta property="csp-nonce" nonce="__FOYER_NONCE__"><!--foyer:head--></head></html>',
  );
  write(
    'shell/dist/foyer-shell.json',
    JSON.stringify({
      version: '1',
      hostApi: '1.0.0',
      entry: 'assets/a.js',
      preload: [],
      shared: {},
      areas: [],
      files: [],
    }),
  );
  write('shell/dist/assets/a.js', 'export {}');
  write('shell/dist/assets/a.js.br', brotliCompressSync('export {}'));
  write('shell/dist/icon.svg', '<svg/>');
  write('remotes/calls/1-a/foyer-remote.json', '{}');
  write('remotes/calls/1-a/entry.js', 'export const calls = 1');
  write('remotes/calls/2-c/entry.js', 'export const calls = 2');
  write('secret.txt', 'not for browsers');
  const folders = { shell: join(folder, 'shell/dist'), remotes: join(folder, 'remotes') };
  test = await createTestApp({ site: builtSite(folders, { reread: true }), signer, overrides: false });
  await releaseRemote(test.operator, 'calls', '1-a', { base: '/remotes/calls/1-a/' });
  await releaseRemote(test.operator, 'agents', '1-b');
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
      (await (await test.signIn(key)).api.getSession()).remotes.map(({ base, entry }) => base + entry);
    expect(await remotesOf('brightwater-admin')).toEqual([
      'https://cdn.test/agents/1-b/entry.js',
      '/remotes/calls/1-a/entry.js',
    ]);
    expect(await remotesOf('brightwater-staff')).toEqual(['/remotes/calls/1-a/entry.js']);
    expect(await remotesOf('oakfield-staff')).toEqual([]);
  });

  it('signs them, each person’s own, so that the shell can tell by the key in its document', async () => {
    const page = await (await test.fetch('/', navigate)).text();
    const key = /name="foyer-registry-key" content="([^"]+)"/.exec(page)?.[1] ?? '';
    const signatures = new Set<string | null>();
    for (const who of ['brightwater-admin', 'brightwater-staff', 'oakfield-staff']) {
      const { remotes, remotesSignature } = await (await test.signIn(who)).api.getSession();
      expect(await verifyRegistry(remotes, remotesSignature, key)).toBe(true);
      const elsewhere = remotes.map((remote) => ({ ...remote, base: 'https://evil.test/' }));
      if (remotes.length > 0) expect(await verifyRegistry(elsewhere, remotesSignature, key)).toBe(false);
      signatures.add(remotesSignature);
    }
    expect(signatures.size).toBe(3);
  });

  it('gives a version to fall back to with a signature of its own', async () => {
    const admin = await test.signIn('brightwater-admin');
    const params = { remote: 'calls', version: '1-a' };
    const { remote, signature } = await admin.api.getRemoteVersion({ params });
    expect(await verifyRegistry([remote], signature, signer.publicKey)).toBe(true);
    expect(await verifyRegistry([{ ...remote, version: '1-b' }], signature, signer.publicKey)).toBe(false);
  });

  it('says which shell is deployed', async () => {
    expect((await (await test.signIn('oakfield-staff')).api.getSession()).shell).toBe('1');
  });

  it('names a new version as soon as it is live', async () => {
    const admin = await test.signIn('brightwater-admin');
    await releaseRemote(test.operator, 'calls', '2-c', { base: '/remotes/calls/2-c/' });
    const { remotes } = await admin.api.getSession();
    expect(remotes.find((one) => one.id === 'calls')?.version).toBe('2-c');
    expect(await (await admin.fetch('/calls', navigate)).text()).toContain('/remotes/calls/2-c/entry.js');
    expect((await test.fetch('/remotes/calls/1-a/entry.js')).status).toBe(200);
  });
});

describe('a remote’s files', () => {
  it('may be loaded by another portal, and what isn’t there is told to it too', async () => {
    for (const [path, status] of [
      ['/remotes/calls/1-a/entry.js', 200],
      ['/remotes/calls/1-a/gone.js', 404],
    ] as const) {
      const answer = await test.fetch(path, { headers: { origin: 'https://portal.other' } });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    }
  });

  it('are all that another portal may load', async () => {
    for (const path of ['/assets/a.js', '/icon.svg', '/api/session', '/api/branding']) {
      const answer = await test.fetch(path, { headers: { origin: 'https://portal.other' } });
      expect(answer.headers.has('access-control-allow-origin')).toBe(false);
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });
});

describe('the content policy of the document', () => {
  const directives = async (app: TestApp) => {
    const policy = (await app.fetch('/', navigate)).headers.get('content-security-policy') ?? '';
    return new Map(policy.split('; ').map((line) => [line.split(' ')[0], line.split(' ').slice(1)]));
  };

  it('lets in scripts of the origins that live versions come from, and of no other', async () => {
    const policy = await directives(test);
    const [own, nonce, ...others] = policy.get('script-src') ?? [];
    expect([own, others]).toEqual(["'self'", ['https://cdn.test']]);
    expect(nonce).toMatch(/^'nonce-/);
    expect(policy.get('connect-src')).toEqual(["'self'", 'https://cdn.test']);
    for (const closed of ['default-src', 'base-uri', 'frame-ancestors'])
      expect(policy.get(closed)).toEqual(["'none'"]);
  });

  it('learns of a new origin within a second, and forgets it once its versions are withdrawn', async () => {
    const origins = async () => {
      test.clock.advance(1_000);
      return ((await directives(test)).get('connect-src') ?? []).slice(1);
    };
    const agents = { remote: 'agents' };
    await releaseRemote(test.operator, 'agents', '3-d', { base: 'https://other.test:8443/agents/' });
    expect(await origins()).toEqual(['https://cdn.test', 'https://other.test:8443']);
    await test.operator.rollBackRelease({ params: agents, body: { channel: 'stable' } });
    expect(await origins()).toContain('https://other.test:8443');
    await test.operator.withdrawRelease({ params: { ...agents, version: '3-d' } });
    expect(await origins()).toEqual(['https://cdn.test']);
  });

  it('lets in a developer’s own machine where overrides are on, and says so to the shell', async () => {
    const html = async (app: TestApp) => (await app.fetch('/', navigate)).text();
    expect(await html(test)).not.toContain('foyer-overrides');
    const folders = { shell: join(folder, 'shell/dist'), remotes: null };
    const lax = await createTestApp({ site: builtSite(folders, { reread: false }), overrides: true });
    expect((await directives(lax)).get('script-src')).toEqual(
      expect.arrayContaining(['http://127.0.0.1:*', 'http://localhost:*']),
    );
    expect(await html(lax)).toContain('<meta name="foyer-overrides" content="on">');
    expect(await html(lax)).not.toContain('foyer-registry-key');
    expect((await lax.fetch('/remotes/calls/1-a/entry.js')).status).toBe(404);
    await lax.close();
  });
});
