import { areas } from '@foyer/federation';

/** Where a developer has remotes come from in this browser, by id: a folder on their own machine. */
export type Overrides = Readonly<Record<string, string>>;

const KEY = 'foyer.overrides';

/** Whether this portal lets them; the document says so. */
export const overridesAllowed = (): boolean =>
  document.querySelector<HTMLMetaElement>('meta[name="foyer-overrides"]')?.content === 'on';

/** What is overridden here. Empty where the portal doesn't allow it, whatever was kept from another time. */
export function readOverrides(): Overrides {
  if (!overridesAllowed()) return {};
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const entries = Object.entries(typeof kept === 'object' && kept !== null ? kept : {});
    return Object.fromEntries(
      entries.flatMap(([id, address]) => {
        const folder = ownFolder(String(address));
        return folder ? [[id, folder]] : [];
      }),
    );
  } catch {
    return {};
  }
}

/** "Calls comes from http://127.0.0.1:4501", or nothing where nothing is overridden. */
export function overrideWords(): string {
  const titleOf = (id: string): string => areas.find((area) => area.remote === id)?.title ?? id;
  return Object.entries(readOverrides())
    .map(([id, folder]) => `${titleOf(id)} comes from ${new URL(folder).origin}`)
    .join(', ');
}

/** Lets everything come from where the registry says again. Takes effect with the next page. */
export function resetOverrides(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where nothing can be kept, nothing is overridden.
  }
}

/**
 * Takes `?override=calls@http://127.0.0.1:4501/` out of the address, for every page of this browser from now on.
 * Another `override` for the same remote replaces it.
 */
export function takeOverrides(search: URLSearchParams): void {
  const wanted = search.getAll('override');
  search.delete('override');
  if (wanted.length === 0 || !overridesAllowed()) return;
  const next: Record<string, string> = { ...readOverrides() };
  for (const text of wanted) {
    const [, id, address] = /^([a-z][a-z0-9-]*)@(.+)$/.exec(text) ?? [];
    const folder = ownFolder(address ?? '');
    if (id && folder) next[id] = folder;
  }
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Nothing can be kept here: the address had no effect.
  }
}

/** A link may come from anybody: it can only ever lead to the machine that it is opened on. */
function ownFolder(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, origin, pathname } = new URL(address);
  if (!/^https?:$/.test(protocol) || !['127.0.0.1', 'localhost'].includes(hostname)) return null;
  return origin + pathname.replace(/\/*$/, '/');
}
