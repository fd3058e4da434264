import { parseArgs } from 'node:util';
import { misfits, type Misfit, type RemoteFacts, type ShellFacts } from '../misfits.ts';
import { builtRemote, builtShell } from './built-app.ts';
import { UsageError, type Command, type World } from './command.ts';
import { portalAt, type Portal } from './portal.ts';

/** `contract-check <remote>|shell [--against URL]` */
export const contractCheck: Command = async (words, world) => {
  const { positionals, values } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { against: { type: 'string' } },
  });
  const [app, ...more] = positionals;
  if (!app || more.length > 0) throw new UsageError('Name one remote, or shell.');
  const portal = portalAt(values.against, world);
  return app === 'shell' ? checkShell(portal, world) : checkRemote(app, portal, world);
};

/** Whether a built remote fits the shell that a portal has. */
async function checkRemote(id: string, portal: Portal, world: World): Promise<number> {
  const { manifest } = await builtRemote(id, world);
  return sayFit(manifest, await deployedShell(portal), portal, world) ? 0 : 1;
}

/** Whether every remote that is live at a portal fits the built shell. */
async function checkShell(portal: Portal, world: World): Promise<number> {
  const { manifest: shell } = await builtShell(world);
  const { items } = await portal.api.getLiveRemotes();
  let fits = true;
  for (const remote of items) {
    const found = misfits(remote, shell);
    const name = `${remote.id} ${remote.version} (${remote.channels.join(' and ')})`;
    if (found.length === 0) {
      world.say(`${name} fits this shell (${shell.version}).`);
    } else {
      fits = false;
      world.complain(`${name} doesn't fit this shell (${shell.version}):`);
      complainOf(found, world);
    }
  }
  if (items.length === 0) world.say(`No remote is live at ${portal.address}.`);
  return fits ? 0 : 1;
}

/** The facts of the shell that a portal has. */
export async function deployedShell(portal: Portal): Promise<ShellFacts> {
  const { version, hostApi, shared, areas } = await portal.api.getShell();
  return {
    version,
    hostApi,
    shared,
    areas: areas.map(({ remote, ...facts }) => ({ ...facts, ...(remote !== undefined && { remote }) })),
  };
}

/** Says whether a remote fits a shell, and if not, each reason with its remedy. */
export function sayFit(remote: RemoteFacts, shell: ShellFacts, portal: Portal, world: World): boolean {
  const found = misfits(remote, shell);
  if (found.length === 0) {
    world.say(`${remote.id} ${remote.version} fits the shell at ${portal.address} (${shell.version}).`);
    return true;
  }
  world.complain(
    `${remote.id} ${remote.version} doesn't fit the shell at ${portal.address} (${shell.version}):`,
  );
  complainOf(found, world);
  return false;
}

function complainOf(found: readonly Misfit[], { complain }: World): void {
  for (const { what, fix } of found) complain(`  - ${what}\n    ${fix}`);
}
