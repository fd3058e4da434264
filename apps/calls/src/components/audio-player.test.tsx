import { beforeEach, expect, test, vi } from 'vitest';
import { AudioPlayer, type AudioElement, type Source } from './audio-player.ts';

/** Stands in for the browser's audio element, which jsdom doesn't have: it plays when told and fails when told. */
class Loudspeaker extends EventTarget {
  src = '';
  currentTime = 0;
  playbackRate = 1;
  volume = 1;
  paused = true;
  ended = false;
  preload: '' | 'none' | 'metadata' | 'auto' = '';
  broken = false;
  load() {}
  removeAttribute() {
    this.src = '';
  }
  async play() {
    if (this.broken) {
      this.breakDown();
      throw new DOMException('no', 'NotSupportedError');
    }
    this.paused = false;
    this.dispatchEvent(new Event('playing'));
  }
  pause() {
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }
  breakDown() {
    this.dispatchEvent(new Event('error'));
  }
}

let now = Date.parse('2026-03-14T12:00:00.000Z');
let audio: Loudspeaker;
let player: AudioPlayer;
const link = (url: string, seconds: number): Source => ({
  url,
  expiresAt: new Date(now + seconds * 1000).toISOString(),
  durationMs: 60_000,
});

beforeEach(() => {
  now = Date.parse('2026-03-14T12:00:00.000Z');
  audio = new Loudspeaker();
  player = new AudioPlayer(audio satisfies AudioElement, () => now);
  player.connect();
});

test('it opens at the time of the link, plays, and stops', async () => {
  player.open(link('/a', 300), () => Promise.reject(new Error('not needed')), 12_000);
  expect(player.getState()).toMatchObject({ phase: 'paused', durationMs: 60_000 });
  expect(player.getTimeMs()).toBe(12_000);
  await player.play();
  expect(player.getState().phase).toBe('playing');
  player.toggle();
  expect(player.getState().phase).toBe('paused');
});

test('five seconds on and back stay inside the recording', () => {
  player.open(link('/a', 300), () => Promise.reject(new Error('not needed')), 2000);
  player.skip(-5000);
  expect(player.getTimeMs()).toBe(0);
  player.seek(58_000);
  player.skip(5000);
  expect(player.getTimeMs()).toBe(60_000);
});

test('a link that ran out is renewed before it is used, and the place is kept', async () => {
  const renew = vi.fn<() => Promise<Source>>(async () => link('/b', 300));
  player.open(link('/a', 60), renew, 30_000);
  now += 120_000;
  await player.play();
  expect(renew).toHaveBeenCalledOnce();
  expect(audio.src).toBe('/b');
  expect(player.getTimeMs()).toBe(30_000);
  expect(player.getState().phase).toBe('playing');
});

test('sound that breaks off goes on with a fresh link', async () => {
  player.open(link('/a', 300), async () => link('/b', 300));
  await player.play();
  audio.currentTime = 21;
  audio.breakDown();
  await vi.waitFor(() => expect(audio.src).toBe('/b'));
  expect(player.getTimeMs()).toBe(21_000);
  await vi.waitFor(() => expect(player.getState().phase).toBe('playing'));
});

test('a recording that cannot be played is said to be so instead of being asked for without end', async () => {
  const renew = vi.fn<() => Promise<Source>>(async () => link('/b', 300));
  audio.broken = true;
  player.open(link('/a', 300), renew);
  await player.play();
  await vi.waitFor(() => expect(player.getState().phase).toBe('failed'));
  expect(renew).toHaveBeenCalledOnce();
});

test('when the right is gone the sound stops', async () => {
  player.open(link('/a', 300), () => Promise.reject(new Error('denied')));
  await player.play();
  audio.breakDown();
  await vi.waitFor(() => expect(player.getState().phase).toBe('failed'));
  expect(audio.paused).toBe(true);
});

test('speed and volume stay when the next call is opened', () => {
  player.open(link('/a', 300), () => Promise.reject(new Error('not needed')));
  player.changeRate(1);
  player.setVolume(0.4);
  player.open(link('/b', 300), () => Promise.reject(new Error('not needed')));
  expect(audio.playbackRate).toBe(1.25);
  expect(audio.volume).toBe(0.4);
  expect(player.getState()).toMatchObject({ rate: 1.25, volume: 0.4, phase: 'paused' });
});

test('a closed call is silent, and a late answer to it starts nothing', async () => {
  let answer: (source: Source) => void = () => {};
  player.open(link('/a', 1), () => new Promise((resolve) => (answer = resolve)));
  const playing = player.play();
  player.close();
  answer(link('/b', 300));
  await playing;
  expect(audio.src).toBe('');
  expect(player.getState().phase).toBe('empty');
});
