import { toast } from '@foyer/ui';
import { overrideWords, resetOverrides } from '../remotes/overrides.ts';

/** Says, for as long as it is so, that not everything here is what the portal's people see. */
export function showOverrides(): void {
  const words = overrideWords();
  if (!words) return;
  toast(words, {
    dismiss: null,
    action: {
      label: 'Reset overrides',
      onClick: () => {
        resetOverrides();
        window.location.reload();
      },
    },
  });
}
