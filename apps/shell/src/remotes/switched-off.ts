const KEY = 'foyer.disabled-remotes';

/** The remotes that aren't loaded in this tab: somebody's way back into a portal that one of them breaks. */
export function switchedOffRemotes(): readonly string[] {
  try {
    return (sessionStorage.getItem(KEY) ?? '').split(',').filter(Boolean);
  } catch {
    return [];
  }
}

export function switchOff(ids: readonly string[]): void {
  try {
    const all = new Set([...switchedOffRemotes(), ...ids.filter((id) => /^[a-z][a-z0-9-]*$/.test(id))]);
    sessionStorage.setItem(KEY, [...all].join(','));
  } catch {
    // Where nothing can be kept, nothing stays off.
  }
}

export function switchOn(id: string): void {
  try {
    sessionStorage.setItem(
      KEY,
      switchedOffRemotes()
        .filter((other) => other !== id)
        .join(','),
    );
  } catch {
    // As above.
  }
}

/** Takes `?disable-remotes=calls,agents` out of the address, for as long as the tab lives. */
export function takeSwitches(search: URLSearchParams): void {
  const ids = search.getAll('disable-remotes').flatMap((list) => list.split(','));
  search.delete('disable-remotes');
  if (ids.length > 0) switchOff(ids);
}
