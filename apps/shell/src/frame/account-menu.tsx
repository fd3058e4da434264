import { roleLabel } from '@foyer/access';
import { useSession } from '@foyer/federation';
import { useNavigate } from '@foyer/federation/router';
import {
  IdentityButton,
  LeftToRight,
  LogOut,
  Menu,
  Monitor,
  Moon,
  ShieldCheck,
  Sun,
  toast,
  type Density,
  type Mode,
} from '@foyer/ui';
import { setPreferences, usePreferences } from '../preferences.ts';
import { signOut } from '../session/sign-out.ts';

const modes: readonly { mode: Mode; label: string; icon: typeof Sun }[] = [
  { mode: 'light', label: 'Light', icon: Sun },
  { mode: 'dark', label: 'Dark', icon: Moon },
  { mode: 'system', label: 'As the device', icon: Monitor },
];
const densities: readonly { density: Density; label: string }[] = [
  { density: 'compact', label: 'Compact rows' },
  { density: 'comfortable', label: 'Comfortable rows' },
];

/** Who is signed in, how the portal looks on this device, and the way out. */
export function AccountMenu({ narrow }: { narrow: boolean }) {
  const { person, role } = useSession();
  const { mode, density } = usePreferences();
  const navigate = useNavigate();
  return (
    <Menu
      label="Account"
      above
      minWidth={220}
      trigger={<IdentityButton name={person.name} detail={roleLabel(role)} narrow={narrow} />}
      items={[
        { id: 'who', heading: <LeftToRight>{person.email}</LeftToRight> },
        { id: 'line-1', divider: true },
        { id: 'theme', heading: 'Theme' },
        ...modes.map((choice) => ({
          id: choice.mode,
          label: choice.label,
          icon: <choice.icon size={14} />,
          selected: choice.mode === mode,
          onSelect: () => setPreferences({ mode: choice.mode }),
        })),
        { id: 'density', heading: 'Density' },
        ...densities.map((choice) => ({
          id: choice.density,
          label: choice.label,
          selected: choice.density === density,
          onSelect: () => setPreferences({ density: choice.density }),
        })),
        { id: 'line-2', divider: true },
        {
          id: 'two-step',
          label: 'Two-step sign-in',
          icon: <ShieldCheck size={14} />,
          onSelect: () => void navigate('/account/two-step'),
        },
        {
          id: 'sign-out',
          label: 'Sign out',
          icon: <LogOut size={14} />,
          onSelect: () => void signOut().catch(() => toast('Signing out didn’t work. Try again.')),
        },
      ]}
    />
  );
}
