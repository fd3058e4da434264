export type RemoteNames = Readonly<{
  id: string;
  title: string;
  /** The text of the package.json of a remote to be like. */
  like: string;
}>;

/** The files of a new remote by their path in its folder: the shape of every remote, around one page that shows real data in every state. */
export function remoteFiles({ id, title, like }: RemoteNames): Readonly<Record<string, string>> {
  const page = `${id.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}Page`;
  const words = JSON.stringify(title);
  return {
    'package.json': packageJson(id, like),
    'tsconfig.json': `{
  "extends": "../../tsconfig.base.json",
  "include": ["src", "*.ts"]
}
`,
    'vite.config.ts': `import { remote } from '@foyer/federation/build';

export default remote('${id}');
`,
    'src/routes.tsx': `import type { RouteObject } from '@foyer/federation/router';
import { ${page} } from './pages/${id}-page.tsx';

export const routes: RouteObject[] = [{ index: true, element: <${page} /> }];
`,
    'src/queries.ts': `import type { Scope } from '@foyer/federation';
import { queryOptions } from '@foyer/federation/query';

const keyOf = ({ clientId }: Scope, ...rest: readonly unknown[]) => ['${id}', { clientId }, ...rest] as const;

const MINUTE = 60_000;

/** The projects in this person's scope: what this page shows until the area has an endpoint of its own. */
export const projectsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: keyOf(scope, 'projects'),
    queryFn: async ({ signal }) => (await scope.api.getSession({}, { signal })).projects,
    staleTime: MINUTE,
  });
`,
    [`src/pages/${id}-page.tsx`]: `import { useEffect } from 'react';
import { roleLabel } from '@foyer/access';
import { ApiError } from '@foyer/contract';
import { useHost, useScope, useSession } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import { Empty, Failed, Loading, PageFrame, Panel, Restricted } from '@foyer/ui';
import { projectsQuery } from '../queries.ts';

const TITLE = ${words};

export function ${page}() {
  const host = useHost();
  const projects = useQuery(projectsQuery(useScope()));
  useEffect(() => host.setTitle(TITLE), [host]);

  return (
    <PageFrame title={TITLE}>
      {projects.data ? (
        <Projects names={projects.data.map(({ name }) => name)} />
      ) : projects.isError ? (
        <Failure error={projects.error} onRetry={() => void projects.refetch()} retrying={projects.isFetching} />
      ) : (
        <Loading shape="lines" label="Loading the projects" />
      )}
    </PageFrame>
  );
}

function Projects({ names }: { names: readonly string[] }) {
  const { role } = useSession();
  if (names.length === 0)
    return <Empty title="No projects yet">Each project that you may see will stand here.</Empty>;
  return (
    <Panel title={\`Your projects as \${roleLabel(role).toLowerCase()}\`}>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Panel>
  );
}

type FailureProps = Readonly<{ error: unknown; onRetry: () => void; retrying: boolean }>;

function Failure({ error, onRetry, retrying }: FailureProps) {
  const known = error instanceof ApiError ? error : null;
  if (known?.code === 'denied') return <Restricted title={TITLE} denials={known.problem?.denials ?? []} />;
  return (
    <Failed
      title="The projects couldn’t be loaded"
      problem={known?.problem ?? (known ? { code: known.code } : null)}
      onRetry={onRetry}
      retrying={retrying}
    />
  );
}
`,
    [`src/pages/${id}-page.test.tsx`]: `import { portalOf, serverAs } from '@foyer/mocks/testing';
import { screen } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { routes } from '../routes.tsx';

const openPortal = portalOf('${id}', routes);

// The first to ask has the demo made.
beforeAll(() => serverAs('brightwater-admin'), 180_000);

test('an admin finds every project of the client, a member of staff their own', async () => {
  const { session, titles } = await openPortal('brightwater-admin', '/${id}');
  const rows = await screen.findAllByRole('listitem');
  expect(rows.map((row) => row.textContent)).toEqual(session.projects.map(({ name }) => name));
  expect(screen.getByRole('heading', { level: 1, name: ${words} })).toBeDefined();
  expect(titles.at(-1)).toBe(${words});

  const staff = await serverAs('brightwater-staff').then(({ api }) => api.getSession());
  expect(staff.projects.length).toBeLessThan(rows.length);
});
`,
  };
}

function packageJson(id: string, like: string): string {
  const model = JSON.parse(like) as Record<string, unknown>;
  return `${JSON.stringify({ ...model, name: `@foyer/${id}`, version: '0.1.0' }, null, 2)}\n`;
}
