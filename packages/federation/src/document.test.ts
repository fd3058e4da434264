import { describe, expect, it } from 'vitest';
import { renderDocument, type RemoteManifest } from './document.ts';

const html =
  '<!doctype html><html><head><meta name="foyer-nonce" content="__FOYER_NONCE__"><!--foyer:head--></head></html>';

const calls: RemoteManifest = {
  id: 'calls',
  version: '0.1.0-abc',
  hostApi: '^1.0.0',
  entry: 'remoteEntry.js',
  preload: ['remoteEntry.js', 'assets/routes.js', 'assets/list.css'],
  files: [],
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
