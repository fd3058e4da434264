import { isFault, type Faults } from '../fault.ts';

/** What the panel of `npm run dev` breaks: a cookie, so that every request brings it to the dev server, where it is broken. */
const COOKIE = 'foyer-dev-faults';

/** Marks a request of the panel's own: it is never broken. */
export const OF_THE_PANEL = 'foyer-dev-panel';

/** Where the dev server answers for the code of a broken remote, before `<fault>/<id>/`. */
export const BROKEN_CODE = '/__dev/broken/';

/** The faults that a `cookie` header, or `document.cookie`, names; none where it makes no sense. */
export function faultsIn(cookies: string): Faults {
  const said = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]*)`).exec(cookies)?.[1];
  try {
    const faults: unknown = JSON.parse(decodeURIComponent(said ?? '{}'));
    return Object.fromEntries(Object.entries(faults ?? {}).filter(([, fault]) => isFault(fault))) as Faults;
  } catch {
    return {};
  }
}

/** The cookie that says them, until the browser is closed. */
export const cookieOf = (faults: Faults): string =>
  `${COOKIE}=${encodeURIComponent(JSON.stringify(faults))}; Path=/; SameSite=Strict`;
