import { useEffect } from 'react';
import type { AudioPlayer } from './audio-player.ts';
import { SKIP_MS } from './player-time.ts';
import { usePlayerState } from './use-player.ts';

/**
 * What the device's own controls and its lock screen show and do while a recording is open. Whoever stands beside it reads the title: it never tells of
 * the caller, whoever listens.
 */
export function useMediaSession(player: AudioPlayer, title: string): void {
  const { phase } = usePlayerState(player);
  const open = phase !== 'empty';
  useEffect(() => {
    if (!open || !('mediaSession' in navigator)) return undefined;
    const { mediaSession } = navigator;
    mediaSession.metadata = new MediaMetadata({ title });
    const actions: [MediaSessionAction, MediaSessionActionHandler][] = [
      ['play', () => void player.play()],
      ['pause', () => player.pause()],
      ['stop', () => player.pause()],
      ['seekbackward', ({ seekOffset }) => player.skip(-(seekOffset ? seekOffset * 1000 : SKIP_MS))],
      ['seekforward', ({ seekOffset }) => player.skip(seekOffset ? seekOffset * 1000 : SKIP_MS)],
      ['seekto', ({ seekTime }) => seekTime !== undefined && player.seek(seekTime * 1000)],
    ];
    for (const [name, act] of actions) mediaSession.setActionHandler(name, act);
    return () => {
      mediaSession.metadata = null;
      for (const [name] of actions) mediaSession.setActionHandler(name, null);
    };
  }, [open, player, title]);
  useEffect(() => {
    if ('mediaSession' in navigator)
      navigator.mediaSession.playbackState = phase === 'playing' ? 'playing' : open ? 'paused' : 'none';
  }, [phase, open]);
}
