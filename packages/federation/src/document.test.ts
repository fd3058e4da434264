import { describe, expect, it } from 'vitest';
import { renderDocument } from './document.ts';

const html =
  '<!doctype html><html><head><meta name="foyer-nonce" content="__FOYER_NONCE__"><!--foyer:head--></head></html>';

const calls = {
  base: '/remotes/calls/0.1.0-abc/',
  preload: ['remoteEntry.js', 'assets/routes.js', 'assets/list.css'],
  integrity: { 'remoteEntry.js': 'sha384-entry', 'assets/list.css': 'sha384-list' },
};

describe('the document of a response', () => {
  it('names the shell’s late chunks first, then the requests, then, to come last, the remote’s files', () => {
    const out = renderDocument(html, {
      nonce: 'bm9uY2U=',
      shell: { preload: ['assets/ui.js'] },
      remote: calls,
      preloadRequests: ['/api/session'],
    });
    expect([...out.matchAll(/<link rel="(\w+)"[^>]*href="([^"]+)"/g)].map((m) => `${m[1]} ${m[2]}`)).toEqual([
      'modulepreload /assets/ui.js',
      'preload /api/session',
      'modulepreload /remotes/calls/0.1.0-abc/remoteEntry.js',
      'modulepreload /remotes/calls/0.1.0-abc/assets/routes.js',
      'preload /remotes/calls/0.1.0-abc/assets/list.css',
    ]);
    expect([...out.matchAll(/href="([^"]+)"[^>]*fetchpriority="low"/g)].map((m) => m[1])).toEqual([
      '/remotes/calls/0.1.0-abc/remoteEntry.js',
      '/remotes/calls/0.1.0-abc/assets/routes.js',
      '/remotes/calls/0.1.0-abc/assets/list.css',
    ]);
  });

  it('has the browser refuse a script of the remote that is another one than was released', () => {
    const out = renderDocument(html, { nonce: 'a', shell: { preload: ['assets/ui.js'] }, remote: calls });
    expect(
      [...out.matchAll(/href="([^"]+)"[^>]* integrity="([^"]+)"/g)].map((m) => `${m[1]} ${m[2]}`),
    ).toEqual(['/remotes/calls/0.1.0-abc/remoteEntry.js sha384-entry']);
  });

  it('tells the shell of the key of the registry and of overrides, where there are any', () => {
    const out = renderDocument(html, {
      nonce: 'a',
      shell: { preload: [] },
      registryKey: 'a+b=',
      overrides: true,
    });
    expect(out).toContain('<meta name="foyer-registry-key" content="a+b=">');
    expect(out).toContain('<meta name="foyer-overrides" content="on">');
    const plain = renderDocument(html, {
      nonce: 'a',
      shell: { preload: [] },
      registryKey: null,
      overrides: false,
    });
    expect(plain).not.toContain('foyer-registry-key');
    expect(plain).not.toContain('foyer-overrides');
  });

  it('carries the response’s nonce and leaves no marker behind', () => {
    const out = renderDocument(html, { nonce: 'bm9uY2U=', shell: { preload: [] } });
    expect(out).toContain('content="bm9uY2U="');
    expect(out).not.toContain('foyer:head');
    expect(out).not.toContain('__FOYER');
  });

  it('cannot be broken out of by a URL or a nonce', () => {
    const out = renderDocument(html, {
      nonce: 'a',
      shell: { preload: [] },
      preloadRequests: ['/api/calls?q="><script>&x=$&'],
    });
    expect(out).toContain('href="/api/calls?q=&#34;&#62;&#60;script&#62;&#38;x=$&#38;"');
    expect(() => renderDocument(html, { nonce: '"><script>', shell: { preload: [] } })).toThrow(TypeError);
  });

  it('refuses a document that it cannot fill', () => {
    expect(() => renderDocument('<html></html>', { nonce: 'a', shell: { preload: [] } })).toThrow(TypeError);
  });
});
