import { RuleTester } from 'oxlint/plugins-dev';
import { describe, it } from 'vitest';
import { root } from '../workspaces.mjs';
import plugin from './plugin.ts';

RuleTester.describe = describe;
RuleTester.it = it;
const tester = new RuleTester({ languageOptions: { parserOptions: { lang: 'tsx' } } });
type Rule = Parameters<typeof tester.run>[1];

const at = (file: string, code: string) => ({ name: `${file}: ${code}`, filename: root + file, code });
const caught = (filename: string, code: string) => ({ ...at(filename, code), errors: 1 });

tester.run('import-boundaries', plugin.rules['import-boundaries'] as unknown as Rule, {
  valid: [
    at('packages/contract/src/a.ts', `import { decide } from '@foyer/access'`),
    at('packages/federation/src/a.ts', `import { contract } from '@foyer/contract'`),
    at('packages/ui/src/a.tsx', `import { Button } from '@mui/material'`),
    at('apps/server/src/calls/a.ts', `import { contract } from '@foyer/contract'`),
    at('apps/server/src/main.ts', `import { join } from 'node:path'`),
    at('apps/server/start.mjs', `import { build } from '../../.ci/build.mjs'`),
    at('apps/invoices/src/a.tsx', `import { useSession } from '@foyer/federation'`),
    at('apps/invoices/src/pages/a.tsx', `import { b } from '../b.tsx'`),
    at('apps/invoices/src/a.test.tsx', `import { mocks } from '@foyer/mocks'`),
    at('mocks/src/a.ts', `import { createApp } from '@foyer/server'`),
    at('tests/journeys/a.test.ts', `import { createApp } from '@foyer/server'`),
  ],
  invalid: [
    caught('packages/access/src/a.ts', `import { contract } from '@foyer/contract'`),
    caught('packages/contract/src/a.ts', `import { Button } from '@foyer/ui'`),
    caught('packages/ui/src/a.ts', `export { contract } from '@foyer/contract'`),
    caught('packages/federation/src/a.ts', `export * from '@foyer/server'`),
    caught('apps/server/src/a.ts', `import { Button } from '@foyer/ui'`),
    caught('apps/server/src/a.ts', `import { Page } from '@foyer/federation'`),
    caught('apps/server/src/calls/a.ts', `import { join } from 'node:path'`),
    caught('apps/invoices/src/a.tsx', `import { createApp } from '@foyer/server'`),
    caught('apps/invoices/src/a.tsx', `type App = import('@foyer/server').App`),
    caught('apps/invoices/src/a.tsx', `import { routes } from '@foyer/calls'`),
    caught('apps/invoices/src/a.tsx', `import { routes } from '../../calls/src/routes.tsx'`),
    caught('apps/invoices/src/a.tsx', `const mocks = () => import('@foyer/mocks')`),
    caught('apps/invoices/src/a.tsx', `import Button from '@mui/material/Button'`),
    caught('apps/shell/src/a.tsx', `import { build } from '../../../.ci/build.mjs'`),
  ],
});

tester.run('no-role-comparison', plugin.rules['no-role-comparison'] as unknown as Rule, {
  valid: [
    at('apps/calls/src/a.tsx', `const open = decision.level === 'edit'`),
    at('apps/calls/src/a.tsx', `const words = { client_admin: 'Administrator' }[session.role]`),
    at('apps/calls/src/a.tsx', `const known = decision.role !== null && person.role === other.role`),
    at('apps/server/src/a.ts', `const speaker = turn.role === 'agent' ? 'agent' : 'caller'`),
    at('apps/server/src/a.ts', `db.where('role', '=', 'client_admin')`),
    at('mocks/src/a.ts', `const known = ROLES.includes(role)`),
  ],
  invalid: [
    caught('apps/calls/src/a.tsx', `const open = role === 'client_admin'`),
    caught('apps/calls/src/a.tsx', `const open = 'agency_admin' !== session.role`),
    caught('apps/calls/src/a.tsx', `switch (role) { case 'client_staff': break }`),
    caught('apps/calls/src/a.tsx', `const open = ['client_admin', 'client_manager'].includes(role)`),
    caught('apps/calls/src/a.tsx', `const open = roles.includes('client_manager')`),
    caught('apps/server/src/a.ts', `const own = session.role === 'agency_admin'`),
    caught('apps/server/src/a.ts', `const own = ({ role }: SignedIn) => role !== 'agency_admin'`),
    caught('apps/server/src/a.ts', `const own = context.session?.person.role == 'client_admin'`),
    caught('apps/server/src/a.ts', `const own = session['role'] === 'client_admin'`),
    caught('apps/server/src/a.ts', `const own = session.role === ('client_admin' as Role)`),
    caught('apps/server/src/a.ts', 'const own = session.role === `client_admin`'),
    caught('apps/server/src/a.ts', `const own = session.role === ADMIN`),
    caught('apps/server/src/a.ts', `const own = session.clientRole! !== ROLES.ADMIN`),
    caught('apps/server/src/a.ts', `const own = new Set(['client_admin']).has(session.role)`),
    caught('apps/server/src/a.ts', `const own = ['client_admin'].indexOf(session.role) >= 0`),
    caught('apps/server/src/a.ts', `const own = session.role.startsWith('client_')`),
  ],
});
