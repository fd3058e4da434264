import { HOST_API_VERSION } from '@foyer/federation';
import { areas } from '@foyer/federation/areas';
import { expect, it } from 'vitest';
import { remotesAtHand } from './remotes-at-hand.ts';

const file = (path: string, brotli: number) => ({ path, bytes: 4 * brotli, brotli, integrity: 'sha384-x' });
const agents = {
  id: 'agents',
  version: '0.1.0-60e7ead79206',
  hostApi: '^1.1.0',
  preload: ['remote-entry.js', 'assets/routes.js'],
  files: [file('remote-entry.js', 900), file('assets/routes.js', 4_000), file('assets/later.js', 70_000)],
};

it('the one from its sources runs, the others are told as they are built, every area’s remote once', () => {
  const remotes = remotesAtHand({ id: 'calls', version: '0.1.0' }, [agents]);
  const ids = areas.flatMap(({ remote }) => (remote ? [remote] : []));
  expect(remotes.map(({ id }) => id)).toEqual(ids);
  expect(remotes.filter(({ runs }) => runs).map(({ id }) => id)).toEqual(['calls']);
  expect(remotes.find(({ id }) => id === 'calls')).toMatchObject({
    version: '0.1.0',
    from: 'from its sources',
    hostApi: `^${HOST_API_VERSION}`,
    bytes: null,
  });
  expect(remotes.find(({ id }) => id === 'agents')).toMatchObject({
    version: '0.1.0-60e7ead79206',
    from: 'the build at hand',
    hostApi: '^1.1.0',
    bytes: 4_900,
  });
});

it('what nobody has built has no version', () => {
  const [first] = remotesAtHand({ id: 'calls', version: '0.1.0' }, []).filter(({ runs }) => !runs);
  expect(first).toMatchObject({ version: null, hostApi: null, bytes: null });
});
