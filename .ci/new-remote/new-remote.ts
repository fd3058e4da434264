import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CAPABILITIES, capabilityLabel, SIDEBAR } from '../../packages/access/src/index.ts';
import { areas, type AreaIcon } from '../../packages/federation/src/areas.ts';
import { withArea, type NewArea } from './area-line.ts';
import { remoteFiles } from './files.ts';

export type Wishes = Readonly<{ title?: string; capability?: string; icon?: string }>;

const AREAS = 'packages/federation/src/areas.ts';
const LIKE = 'apps/agents/package.json';
const SHELL_ROUTES = 'apps/shell/src/routes.tsx';
/** First parts of the server's own addresses, and of the shell's files; those of the shell's pages stand in its routes. */
const TAKEN = ['api', 'assets', 'dev', 'healthz', 'readyz', 'remotes'];

/**
 * Writes a new remote into the repository at `root`, and its line into the list of areas.
 * @returns what was written, relative to `root`
 * @throws Error with what is wrong with the wishes, before anything is written
 */
export function newRemote(root: string, id: string, wishes: Wishes): string[] {
  const area = areaOf(root, id, wishes);
  const list = withArea(readFileSync(join(root, AREAS), 'utf8'), area);
  const like = readFileSync(join(root, LIKE), 'utf8');
  const files = Object.entries(remoteFiles({ id, title: area.title, like }));
  const written = files.map(([path, content]) => write(root, `apps/${id}/${path}`, content));
  return [...written, write(root, AREAS, list)];
}

function areaOf(root: string, id: string, wishes: Wishes): NewArea {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 40)
    throw new Error(`${id || 'Nothing'} can't be a remote's id: use lower case, digits and single dashes.`);
  if (existsSync(join(root, 'apps', id))) throw new Error(`apps/${id} is there already.`);
  const standing = areas.find((area) => area.id === id);
  if (standing?.remote) throw new Error(`The area ${id} has the remote ${standing.remote} already.`);
  if (standing) {
    const { path, title, icon, capability } = standing;
    if (path !== `/${id}`)
      throw new Error(`The area ${id} stands at ${path}, which needs a page of the shell's own.`);
    return { id, path, title, icon, capability, remote: id };
  }
  const pages = readFileSync(join(root, SHELL_ROUTES), 'utf8').matchAll(/\bpath: '\/([\w-]+)/g);
  const taken = [...TAKEN, ...[...pages].map(([, first]) => first)];
  if (taken.includes(id) || areas.some(({ path }) => path === `/${id}`))
    throw new Error(`/${id} is taken: choose another id.`);
  const { icon } = wishes;
  const capability = CAPABILITIES.find((one) => one === wishes.capability);
  if (!capability) {
    const known = SIDEBAR.map((one) => `${one} (${capabilityLabel(one)})`).join(', ');
    throw new Error(
      `Say with --capability who may open it. The areas have: ${known}; the rest are in packages/access/src/catalogue.ts, where a new one is added.`,
    );
  }
  const icons = [...new Set(areas.map((area) => area.icon))];
  const neighbour = areas.find((area) => area.capability === capability)?.icon;
  const chosen: AreaIcon | undefined =
    icon === undefined ? (neighbour ?? 'dashboard') : icons.find((one) => one === icon);
  if (!chosen) throw new Error(`There is no icon ${icon}: there are ${icons.join(', ')}.`);
  return { id, path: `/${id}`, title: wishes.title ?? titleOf(id), icon: chosen, capability, remote: id };
}

/** `weekly-reports` → `Weekly reports` */
function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function write(root: string, path: string, content: string): string {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  return path;
}
