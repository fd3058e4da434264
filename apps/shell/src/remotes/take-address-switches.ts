import { takeOverrides } from './overrides.ts';
import { takeSwitches } from './switched-off.ts';

/** Before anything renders: what the address says of remotes is kept, and the address is as it was meant. */
export function takeAddressSwitches(): void {
  const url = new URL(window.location.href);
  if (!url.searchParams.has('override') && !url.searchParams.has('disable-remotes')) return;
  takeOverrides(url.searchParams);
  takeSwitches(url.searchParams);
  window.history.replaceState(window.history.state, '', url.pathname + url.search + url.hash);
}
