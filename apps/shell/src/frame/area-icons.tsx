import type { AreaIcon } from '@foyer/federation';
import {
  Activity,
  Bot,
  Building2,
  ChartColumn,
  CreditCard,
  LayoutDashboard,
  LifeBuoy,
  Phone,
  Plug,
  ScrollText,
  Settings,
  type LucideIcon,
} from '@foyer/ui';

export const areaIcon: Readonly<Record<AreaIcon, LucideIcon>> = {
  dashboard: LayoutDashboard,
  calls: Phone,
  clients: Building2,
  agents: Bot,
  analytics: ChartColumn,
  support: LifeBuoy,
  audit_log: ScrollText,
  billing: CreditCard,
  integrations: Plug,
  settings: Settings,
  status: Activity,
};
