import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between signs of life, and without one before a holder on another machine counts as gone. */
const BEAT = 5_000;
const SILENCE = 30_000;

interface Holder {
  readonly id: string;
  readonly pid: number;
  readonly host: string;
  /** Start of the process in the kernel's ticks, where that can be known: tells a process from a later one of the same number. */
  readonly start: string | null;
}

/** Why a data folder can't be opened: another server has it. */
export class FolderInUse extends Error {
  constructor(folder: string, holder: Holder) {
    super(
      `Another Foyer server (process ${holder.pid} on ${holder.host}) is using the data folder ${folder}. ` +
        'Stop it first, or give this one a folder of its own with FOYER_DATA.',
    );
    this.name = 'FolderInUse';
  }
}

/**
 * Takes a data folder for this process alone: two servers on one folder would silently lose rows. A lock left behind by a killed process
 * is taken over. Answers the release.
 * @throws FolderInUse
 */
export async function lockFolder(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'foyer.lock');
  const own: Holder = {
    id: crypto.randomUUID(),
    pid: process.pid,
    host: hostname(),
    start: startOf(process.pid),
  };
  for (let tries = 0; ; tries += 1) {
    try {
      writeFileSync(path, JSON.stringify(own), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(path);
    if (holder && isAlive(holder, path)) throw new FolderInUse(folder, holder);
    if (tries > 20) throw new Error(`The lock ${path} cannot be taken.`);
    if (holder || tries > 2) rmSync(path, { force: true });
    await sleep(20);
  }
  // Two that saw the same dead holder may both have removed its lock: the later one stays.
  await sleep(60);
  const holder = readHolder(path);
  if (holder && holder.id !== own.id) throw new FolderInUse(folder, holder);

  const beat = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // The folder is gone; the database says so by itself.
    }
  }, BEAT);
  beat.unref();
  return () => {
    clearInterval(beat);
    if (readHolder(path)?.id === own.id) rmSync(path, { force: true });
  };
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder, path: string): boolean {
  if (holder.host !== hostname()) return Date.now() - statSync(path).mtimeMs < SILENCE;
  // The same number again, as in a container that is started anew: it can only be this process itself.
  if (holder.pid === process.pid) return holder.start !== null && holder.start === startOf(process.pid);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return holder.start === startOf(holder.pid);
}

function startOf(pid: number): string | null {
  try {
    // Field 22, counted after the name, which may hold anything but ends at the last parenthesis.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
