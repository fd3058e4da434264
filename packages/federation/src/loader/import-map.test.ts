// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest';
import { requireIntegrity } from './import-map.ts';

const maps = () => [...document.querySelectorAll<HTMLScriptElement>('script[type=importmap]')];
afterEach(() => {
  document.head.innerHTML = '';
});

it('the browser is told the hash of each file once, in an import map that the content policy lets in', () => {
  document.head.innerHTML = '<meta property="csp-nonce" nonce="bm9uY2U=">';
  requireIntegrity({ '/remotes/calls/1/a.js': 'sha384-a', '/remotes/calls/1/b.js': 'sha384-b' });
  requireIntegrity({ '/remotes/calls/1/b.js': 'sha384-b', '/remotes/calls/1~k/a.js': 'sha384-a' });
  expect(maps().map((map) => JSON.parse(map.text))).toEqual([
    { integrity: { '/remotes/calls/1/a.js': 'sha384-a', '/remotes/calls/1/b.js': 'sha384-b' } },
    { integrity: { '/remotes/calls/1~k/a.js': 'sha384-a' } },
  ]);
  expect(maps().every((map) => map.nonce === 'bm9uY2U=')).toBe(true);
});

it('nothing to check, no map', () => {
  requireIntegrity({});
  expect(maps()).toEqual([]);
});
