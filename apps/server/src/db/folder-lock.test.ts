import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.node.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const leaveBehind = (holder: object): string => {
  const path = join(folder, 'foyer.lock');
  writeFileSync(path, JSON.stringify({ id: 'other', host: hostname(), start: null, ...holder }));
  return path;
};

describe('the lock of a data folder', () => {
  it('lets one in, tells the next who is there, and lets it in afterwards', async () => {
    const release = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(
      `Another Foyer server (process ${process.pid} on ${hostname()})`,
    );
    release();
    (await lockFolder(folder))();
  });

  it('is taken over from a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    leaveBehind({ pid: child.pid });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const release = await lockFolder(folder);
    expect(JSON.parse(readFileSync(join(folder, 'foyer.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    release();
  });

  it('is taken over when its number has gone to another process since', async () => {
    const path = leaveBehind({ pid: process.ppid, start: '1' });
    const release = await lockFolder(folder);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
    release();
  });

  it('is respected on another machine while that shows signs of life', async () => {
    const path = leaveBehind({ pid: 1, host: 'elsewhere' });
    await expect(lockFolder(folder)).rejects.toThrow('on elsewhere');
    utimesSync(path, new Date(0), new Date(0));
    (await lockFolder(folder))();
  });

  it('is had by one of many that start at once over a dead one', async () => {
    leaveBehind({ pid: 2 ** 22 + 1 });
    const starts = await Promise.allSettled(Array.from({ length: 5 }, () => lockFolder(folder)));
    const winners = starts.filter((start) => start.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    for (const winner of winners) winner.value();
  });
});
