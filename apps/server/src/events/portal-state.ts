import { decideAll } from '@foyer/access';
import type { PortalState } from '@foyer/contract/events';
import { remotesHash } from '@foyer/contract/portal-state';
import type { Dependencies } from '../platform/dependencies.ts';
import { accessHash } from '../session/access-hash.ts';
import { remotesOf } from '../releases/releases.ts';
import type { SignedIn } from '../session/signed-in.ts';

/** What is deployed, as `session` sees it: what `GET /api/session` would say now. Null when the registry can't be read. */
export async function portalState(
  { registry, site }: Pick<Dependencies, 'registry' | 'site'>,
  session: SignedIn,
): Promise<PortalState | null> {
  const { subject, tenant, client, registryRevision } = session;
  const decisions = decideAll(subject, { tenant });
  const releases = await registry.at(registryRevision);
  if (!releases) return null;
  const remotes = remotesOf(releases, client?.id ?? null, decisions);
  return {
    shell: site.shell()?.manifest.version ?? '',
    remotes: remotesHash(remotes),
    access: accessHash(session, decisions),
  };
}
