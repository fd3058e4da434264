import { afterEach, expect, it } from 'vitest';
import * as contract from '@foyer/contract';
import { HEAD_MARKER } from '../document.ts';
import * as host from '../index.ts';
import type { ShellManifest } from '../manifest.ts';
import * as query from '../query.ts';
import * as router from '../router.ts';
import { smallShell, type SmallApp } from '../testing/small-app.ts';

/** A shell carries all of MUI's units and takes its time, on a busy machine above all. */
const BUILD_MS = 90_000;

let app: SmallApp | undefined;
afterEach(() => app?.remove());

it(
  'a shell’s manifest names all that each shared unit exports, and every area',
  { timeout: BUILD_MS },
  async () => {
    app = smallShell();
    expect((await app.build()).code).toBe(0);
    const { shared, areas, hostApi } = JSON.parse(app.read('dist/foyer-shell.json')) as ShellManifest;
    const named = (unit: string) => shared[unit]?.names;
    expect(named('@foyer/federation')).toEqual(Object.keys(host).sort());
    expect(named('@foyer/federation/query')).toEqual(Object.keys(query).sort());
    expect(named('@foyer/federation/router')).toEqual(Object.keys(router).sort());
    expect(named('@foyer/contract')).toEqual(Object.keys(contract).sort());
    expect(named('@foyer/ui')).toEqual(expect.arrayContaining(['Button', 'PageFrame', 'ThemeRoot']));
    expect(named('react')).toEqual(expect.arrayContaining(['Suspense', 'use', 'useState']));
    expect(named('react-dom')).toContain('createPortal');
    expect(hostApi).toBe(host.HOST_API_VERSION);
    expect(areas.map(({ id }) => id)).toEqual(host.areas.map(({ id }) => id));
  },
);

it(
  'a shell that would carry a library behind a shared unit twice doesn’t build, and the build says how to find out why',
  { timeout: BUILD_MS },
  async () => {
    const vendor = 'src/vendor/node_modules';
    app = smallShell({
      [`${vendor}/own-links/package.json`]:
        '{"name":"own-links","version":"1.0.0","type":"module","main":"index.js"}',
      [`${vendor}/own-links/index.js`]: `export { Link } from 'react-router';`,
      [`${vendor}/react-router/package.json`]:
        '{"name":"react-router","version":"6.0.0","type":"module","main":"index.js"}',
      [`${vendor}/react-router/index.js`]: `export const Link = () => 'an older router';`,
      'src/more.ts': `import { Link } from './vendor/node_modules/own-links/index.js';\ndocument.title = String(Link());\n`,
      'index.html': `<html><head>${HEAD_MARKER}</head><body><script type="module" src="/src/main.ts"></script><script type="module" src="/src/more.ts"></script></body></html>`,
    });
    const { code, output } = await app.build();
    expect(code).not.toBe(0);
    expect(output).toMatch(/would carry react-router 2 times: .*6\.0\.0 .*pnpm why -r react-router/);
  },
);
