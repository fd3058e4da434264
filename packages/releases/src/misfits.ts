import type { RemoteManifest, ShellManifest, SharedUnits } from '@foyer/federation/document';
import { satisfies } from '@foyer/federation/semver';

/** One thing for which a remote can't run in a shell, and what to do about it. */
export type Misfit = Readonly<{ what: string; fix: string }>;

export type RemoteFacts = Pick<RemoteManifest, 'id' | 'version' | 'hostApi' | 'area' | 'shared'>;
export type ShellFacts = Pick<ShellManifest, 'version' | 'hostApi' | 'shared' | 'areas'>;

/**
 * Why a built remote wouldn't run in a built shell: host API, names that it imports of shared units, major versions of the libraries behind
 * them, and the facts of its area. Empty: it fits. An area's title may differ, because the shell shows its own.
 */
export function misfits(remote: RemoteFacts, shell: ShellFacts): Misfit[] {
  return [...hostApi(remote, shell), ...sharedUnits(remote.shared, shell.shared), ...area(remote, shell)];
}

function hostApi(remote: RemoteFacts, shell: ShellFacts): Misfit[] {
  if (satisfies(shell.hostApi, remote.hostApi)) return [];
  return [
    {
      what: `It was built for the host API ${remote.hostApi}, and the shell offers ${shell.hostApi}.`,
      fix: isOlder(shell.hostApi, remote.hostApi)
        ? `Release the shell first: it has to offer ${remote.hostApi}.`
        : `Move the remote to the host API ${shell.hostApi}, build and release it, and the shell after it.`,
    },
  ];
}

function sharedUnits(wanted: SharedUnits, offered: SharedUnits): Misfit[] {
  return Object.entries(wanted).flatMap(([unit, { version, names }]): Misfit[] => {
    const there = offered[unit];
    if (!there)
      return [
        {
          what: `It takes ${unit} from the shell, which doesn't share it.`,
          fix: `Release a shell that shares ${unit} first.`,
        },
      ];
    const known = new Set(there.names);
    const missing = names.filter((name) => !known.has(name));
    const gone: Misfit[] = missing.map((name) => ({
      what: `It imports ${name} from ${unit}, and the shell's ${unit} has no ${name}.`,
      fix: `Release a shell whose ${unit} exports ${name} first, or do without ${name}.`,
    }));
    if (majorOf(version) === majorOf(there.version)) return gone;
    const skewed = {
      what: `It was built with ${unit} at version ${version}, and the shell carries ${there.version}.`,
      fix: `Bring the catalog of both to one major version, then build and release the remote and the shell together.`,
    };
    return [skewed, ...gone];
  });
}

function area(remote: RemoteFacts, shell: ShellFacts): Misfit[] {
  const theirs = shell.areas.find((candidate) => candidate.remote === remote.id);
  if (!theirs)
    return [
      {
        what: `The shell has no area whose remote is ${remote.id}: nobody could open it.`,
        fix: `Give its area \`remote: '${remote.id}'\` in packages/federation/src/areas.ts and release that shell first.`,
      },
    ];
  const own = remote.area;
  if (!own)
    return [
      {
        what: `It was built before its area was listed, so it can't be told whether both mean the same place.`,
        fix: `Build it again from sources that have its line in packages/federation/src/areas.ts.`,
      },
    ];
  return (['path', 'capability'] as const)
    .filter((fact) => own[fact] !== theirs[fact])
    .map((fact) => ({
      what: `Its area has the ${fact} ${own[fact]}, and the shell's has ${theirs[fact]}.`,
      fix: `Build both from sources with one line for ${remote.id} in packages/federation/src/areas.ts, and release the shell first.`,
    }));
}

const majorOf = (version: string): string => version.split('.')[0] ?? '';

/** Whether the shell is behind what a range asks for at least; of two lines that have parted, the lower one is. */
function isOlder(offered: string, range: string): boolean {
  const [, wanted = ''] = /(\d+(?:\.\d+){0,2})/.exec(range) ?? [];
  return offered.localeCompare(wanted, 'en', { numeric: true }) < 0;
}
