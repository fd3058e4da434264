import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { keptSecret } from './kept-secret.node.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-secret-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a secret of the data folder outlives a restart, and only its owner can read it', () => {
  const data = join(folder, 'new');
  const token = keptSecret(data, 'operator-token');
  expect(token.length).toBeGreaterThanOrEqual(43);
  expect(keptSecret(data, 'operator-token')).toBe(token);
  expect(keptSecret(data, 'secret')).not.toBe(token);
  expect(statSync(join(data, 'operator-token')).mode & 0o777).toBe(0o600);
});
