import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtSite } from '../site/built-site.node.ts';
import { createTestApp, manifestOf, type TestApp } from '../testing/test-app.ts';
import { publishBuilt } from './publish-built.node.ts';

let folder: string;
let apps: string;
let remotes: string;
let test: TestApp;
const warnings: unknown[] = [];
const log = { info: () => {}, warn: (fields: unknown) => warnings.push(fields), error: () => {} };

/** What a build leaves behind. */
function build(version: string, content: string): void {
  const files = ['assets/page.js', 'entry.js'].map((path) => {
    const full = join(apps, 'calls/dist', path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
    return {
      path,
      bytes: content.length,
      brotli: content.length,
      integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
    };
  });
  const manifest = { ...manifestOf('calls', version), files };
  writeFileSync(join(apps, 'calls/dist/foyer-remote.json'), JSON.stringify(manifest));
}
const start = () => publishBuilt(test.db, log, { apps, folder: remotes });
const live = async () => {
  const { remotes: told } = await (await test.signIn('brightwater-admin')).api.getSession();
  return told.map(({ id, version }) => `${id} ${version}`);
};
const entryOf = async (version: string) => {
  const answer = await test.fetch(`/remotes/calls/${version}/entry.js`);
  return answer.ok ? answer.text() : answer.status;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-built-'));
  apps = join(folder, 'apps');
  remotes = join(folder, 'data/remotes');
  mkdirSync(join(apps, 'server/src'), { recursive: true });
  test = await createTestApp({
    site: builtSite({ shell: join(apps, 'shell/dist'), remotes }, { reread: false }),
  });
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the product that starts where it was built', () => {
  it('releases what was built, and serves it', async () => {
    build('1.0.0-a', 'one');
    await start();
    expect(await live()).toEqual(['calls 1.0.0-a']);
    expect(await entryOf('1.0.0-a')).toBe('one');
    expect(warnings).toEqual([]);
  });

  it('keeps the old version beside a new one', async () => {
    build('1.0.0-b', 'two');
    await start();
    expect(await live()).toEqual(['calls 1.0.0-b']);
    expect([await entryOf('1.0.0-a'), await entryOf('1.0.0-b')]).toEqual(['one', 'two']);
    const { items } = await test.operator.listReleaseHistory();
    expect(items.map(({ act, by, to }) => [by, act, to])).toEqual([
      ['start', 'promote', '1.0.0-b'],
      ['start', 'publish', '1.0.0-b'],
      ['start', 'promote', '1.0.0-a'],
      ['start', 'publish', '1.0.0-a'],
    ]);
  });

  it('doesn’t bring back by a restart what was rolled back from', async () => {
    await test.operator.rollBackRelease({ params: { remote: 'calls' }, body: { channel: 'stable' } });
    await start();
    expect(await live()).toEqual(['calls 1.0.0-a']);
  });

  it('goes on with what is released when a build of the same name has other bytes', async () => {
    build('1.0.0-b', 'something else');
    await start();
    expect(await entryOf('1.0.0-b')).toBe('two');
    expect(JSON.stringify(warnings)).toContain('other bytes');
    expect(readFileSync(join(remotes, 'calls/1.0.0-b/entry.js'), 'utf8')).toBe('two');
  });

  it('releases nothing of a build that isn’t whole', async () => {
    build('1.0.0-c', 'three');
    rmSync(join(apps, 'calls/dist/assets/page.js'));
    await start();
    expect(await live()).toEqual(['calls 1.0.0-a']);
    expect(existsSync(join(remotes, 'calls/1.0.0-c/foyer-remote.json'))).toBe(false);
  });
});
