import type { Session } from '@foyer/contract';
import type { Density, Mode } from '@foyer/ui';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

type Preferences = {
  mode: Mode;
  density: Density;
  sidebarCollapsed: boolean;
  /** Whose portal it was last time: shown while the server hasn't said yet, so that the brand doesn't flash. */
  brand: Session['branding'] | null;
};

/** What this person chose on this device. `start.js` reads the same entry before the first paint. */
export const usePreferences = create<Preferences>()(
  persist<Preferences>(() => ({ mode: 'system', density: 'compact', sidebarCollapsed: false, brand: null }), {
    name: 'foyer.preferences',
  }),
);

export const setPreferences = (change: Partial<Preferences>): void => void usePreferences.setState(change);
