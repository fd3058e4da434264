import { Link, RouteLink } from '@foyer/ui';
import type { ReactNode } from 'react';

/** A link of a letter that opens nothing, whatever the reason: what to do instead. */
export function VoidLink({ children, to, label }: { children: ReactNode; to: string; label: string }) {
  return (
    <>
      <p role="status">{children}</p>
      <Link component={RouteLink} to={to}>
        {label}
      </Link>
    </>
  );
}

/** What stands behind the `#` of a letter's link: it is sent to no server but in a request's body. */
export const tokenOfAddress = (): string => window.location.hash.slice(1);
