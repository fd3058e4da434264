import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret of a data folder, made at its first start and readable by its owner alone: sessions outlive a restart. Not for production. */
export function keptSecret(folder: string, name: 'secret' | 'operator-token'): string {
  const path = join(folder, name);
  mkdirSync(folder, { recursive: true });
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    const secret = randomBytes(32).toString('base64url');
    writeFileSync(path, `${secret}\n`, { mode: 0o600 });
    return secret;
  }
}
