import { useEffect, useState, useSyncExternalStore } from 'react';
import { AudioPlayer, type PlayerState } from './audio-player.ts';
import { readSound, writeSound } from './sound-settings.ts';

/** A player for as long as the pane is open: speed stays from call to call, how loud it is on the device. */
export function useNewPlayer(): AudioPlayer {
  const [audio] = useState(() => new Audio());
  const [player] = useState(() => {
    const made = new AudioPlayer(audio);
    const { volume, muted } = readSound();
    made.setVolume(volume);
    made.setMuted(muted);
    return made;
  });
  useEffect(() => {
    // In the document, where the shell finds what sounds when the session ends.
    document.body.append(audio);
    const disconnect = player.connect();
    const forget = player.subscribe(() => writeSound(player.getState()));
    return () => {
      forget();
      disconnect();
      audio.remove();
    };
  }, [audio, player]);
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
