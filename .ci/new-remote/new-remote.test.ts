import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { root } from '../workspaces.mjs';
import { remoteFiles } from './files.ts';
import { newRemote } from './new-remote.ts';

it.each(['api', 'remotes', 'dev', 'sign-in', 'second-step', 'invitation', 'new-password', 'account'])(
  'no remote can have the address /%s, which the portal has itself',
  (id) => {
    expect(() => newRemote(root, id, { capability: 'analytics' })).toThrow(
      `/${id} is taken: choose another id.`,
    );
  },
);

it('a new remote brings the policy along, as every remote does, and its page asks it', () => {
  const like = readFileSync(new URL('../../apps/agents/package.json', import.meta.url), 'utf8');
  const files = remoteFiles({ id: 'orders', title: 'Orders', like });
  const { name, dependencies } = JSON.parse(files['package.json'] ?? '') as {
    name: string;
    dependencies: Record<string, string>;
  };
  expect(name).toBe('@foyer/orders');
  expect(dependencies).toEqual((JSON.parse(like) as { dependencies: unknown }).dependencies);
  expect(dependencies['@foyer/access']).toBe('workspace:*');
  expect(files['src/pages/orders-page.tsx']).toContain("from '@foyer/access'");
});
