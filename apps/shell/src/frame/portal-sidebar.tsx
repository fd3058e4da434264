import { areaOf, areas, useHost, useSession, type Area } from '@foyer/federation';
import { useLocation } from '@foyer/federation/router';
import { Sidebar, type SidebarItem } from '@foyer/ui';
import { passage } from '../areas/guard.ts';
import { setPreferences, usePreferences } from '../preferences.ts';
import { prefetchArea } from '../remotes/remotes.ts';
import { AccountMenu } from './account-menu.tsx';
import { areaIcon } from './area-icons.tsx';

/** The navigation, built from the decisions: nothing that the person lacks stands there. */
export function PortalSidebar({ open, onClose }: { open: boolean; onClose: () => void }) {
  const session = useSession();
  const { href } = useHost();
  const { pathname } = useLocation();
  const collapsed = usePreferences((state) => state.sidebarCollapsed);

  const itemsOf = (owner: Area['of']) =>
    areas.flatMap((area): SidebarItem[] => {
      const found = passage(session, area);
      if (area.of !== owner || found.kind === 'restricted' || found.kind === 'choose-client') return [];
      const Icon = areaIcon[area.icon];
      return [
        {
          id: area.id,
          label: area.title,
          to: href(area.path),
          icon: <Icon size={16} aria-hidden="true" />,
          ...(found.kind === 'remote' ? { onIntent: () => prefetchArea(area, href(area.path)) } : {}),
        },
      ];
    });
  const agency = itemsOf('agency');

  return (
    <Sidebar
      brand={{ name: session.branding.name, logoUrl: session.branding.logo }}
      groups={[
        { id: 'areas', items: itemsOf(undefined) },
        ...(agency.length > 0 ? [{ id: 'agency', label: 'Agency', items: agency }] : []),
      ]}
      current={areaOf(pathname)?.id}
      collapsed={collapsed}
      onCollapsedChange={(sidebarCollapsed) => setPreferences({ sidebarCollapsed })}
      open={open}
      onClose={onClose}
      foot={renderFoot}
    />
  );
}

const renderFoot = (narrow: boolean) => <AccountMenu narrow={narrow} />;
