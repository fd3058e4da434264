import { useEffect, useState, useSyncExternalStore } from 'react';
import { AudioPlayer, type PlayerState } from './audio-player.ts';

/** A player for as long as the pane is open: speed and volume stay from call to call. */
export function useNewPlayer(): AudioPlayer {
  const [player] = useState(() => new AudioPlayer(new Audio()));
  useEffect(() => player.connect(), [player]);
  return player;
}

export function usePlayerState(player: AudioPlayer): PlayerState {
  return useSyncExternalStore(player.subscribe, player.getState);
}

/** Something that is read off the time, such as the second or the segment: renders only when it changes. */
export function useOfTime<T extends number | boolean | string>(
  player: AudioPlayer,
  read: (ms: number) => T,
): T {
  return useSyncExternalStore(player.subscribeTime, () => read(player.getTimeMs()));
}
