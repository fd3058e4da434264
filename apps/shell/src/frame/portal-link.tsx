import { Link, useSearchParams } from '@foyer/federation/router';
import type { LinkLikeProps } from '@foyer/ui';
import { carryProject } from './project-choice.ts';

/** The link of every shared component: stays in the portal and carries the project on. */
export function PortalLink({ to, ...rest }: LinkLikeProps) {
  const [search] = useSearchParams();
  return <Link to={to.startsWith('/') ? carryProject(to, search.get('project')) : to} {...rest} />;
}
