const KEY = 'foyer.calls.sound';

/** How loud somebody listens on this device: 0 to 1, and whether it is muted. */
export type SoundSettings = Readonly<{ volume: number; muted: boolean }>;

export const USUAL_SOUND: SoundSettings = { volume: 1, muted: false };

/** What was set on this device before; the usual where nothing was, or nothing that makes sense. */
export function readSound(storage: Pick<Storage, 'getItem'> = localStorage): SoundSettings {
  try {
    const { volume, muted } = JSON.parse(storage.getItem(KEY) ?? '{}') as Partial<Record<string, unknown>>;
    return {
      volume: typeof volume === 'number' && volume > 0 && volume <= 1 ? volume : USUAL_SOUND.volume,
      muted: muted === true,
    };
  } catch {
    // Storage that is closed or holds something else: nothing is remembered.
    return USUAL_SOUND;
  }
}

export function writeSound(
  { volume, muted }: SoundSettings,
  storage: Pick<Storage, 'setItem'> = localStorage,
): void {
  try {
    storage.setItem(KEY, JSON.stringify({ volume, muted }));
  } catch {
    // A full or closed storage: it is as loud as set for as long as the page is open.
  }
}
