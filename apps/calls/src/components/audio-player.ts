import { clampTime, isExpired, stepRate } from './player-time.ts';

/** Where the sound comes from: a short-lived link that is checked again at each use. */
export type Source = Readonly<{ url: string; expiresAt: string; durationMs: number }>;

export type PlayerState = Readonly<{
  phase: 'empty' | 'paused' | 'loading' | 'playing' | 'failed';
  durationMs: number;
  rate: number;
  /** 0 to 1; what is heard is 0 while it is muted. */
  volume: number;
  muted: boolean;
}>;

/** What the player uses of an audio element. */
export type AudioElement = EventTarget &
  Pick<
    HTMLAudioElement,
    | 'src'
    | 'currentTime'
    | 'playbackRate'
    | 'volume'
    | 'paused'
    | 'ended'
    | 'preload'
    | 'play'
    | 'pause'
    | 'load'
  > & { removeAttribute: (name: string) => void };

/** Between two links asked for after a failure: the second failure in this time is the recording's, not the link's. */
const RENEWAL_PAUSE_MS = 8000;

/**
 * Plays one recording at a time. It knows nothing of React: `subscribe` tells of state, `subscribeTime` of each
 * frame while it plays. A link that has run out is renewed on the way and playback goes on where it was.
 */
export class AudioPlayer {
  readonly #audio: AudioElement;
  readonly #now: () => number;
  readonly #stateListeners = new Set<() => void>();
  readonly #timeListeners = new Set<() => void>();
  #state: PlayerState = { phase: 'empty', durationMs: 0, rate: 1, volume: 1, muted: false };
  #source: Source | undefined;
  #renew: () => Promise<Source> = () => Promise.reject(new Error('nothing to play'));
  #renewedAt = Number.NEGATIVE_INFINITY;
  #wantsToPlay = false;
  #frame = 0;

  constructor(audio: AudioElement, now: () => number = Date.now) {
    this.#audio = audio;
    this.#now = now;
    audio.preload = 'metadata';
  }

  /** Starts listening to the element; the function it returns stops the sound and forgets the source. */
  connect(): () => void {
    const audio = this.#audio;
    const events: Record<string, () => void> = {
      playing: () => this.#set({ phase: 'playing' }),
      waiting: () => this.#wantsToPlay && this.#set({ phase: 'loading' }),
      pause: () => this.#paused(),
      ended: () => this.#paused(),
      seeked: () => this.#tick(),
      timeupdate: () => this.#tick(),
      error: () => void this.#recover(),
    };
    for (const [name, listener] of Object.entries(events)) audio.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of Object.entries(events)) audio.removeEventListener(name, listener);
      this.close();
    };
  }

  /** Takes a recording. `renew` asks for a fresh link to the same one; it rejects when there is none to be had. */
  open(source: Source, renew: () => Promise<Source>, startMs = 0): void {
    this.#renew = renew;
    this.#renewedAt = Number.NEGATIVE_INFINITY;
    this.#wantsToPlay = false;
    this.#use(source, startMs);
    this.#set({ phase: 'paused', durationMs: source.durationMs });
  }

  /** Stops and lets go of the recording. */
  close(): void {
    this.#wantsToPlay = false;
    this.#source = undefined;
    cancelAnimationFrame(this.#frame);
    this.#audio.pause();
    this.#audio.removeAttribute('src');
    this.#audio.load();
    this.#set({ phase: 'empty', durationMs: 0 });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => void this.#stateListeners.delete(listener);
  };

  readonly subscribeTime = (listener: () => void): (() => void) => {
    this.#timeListeners.add(listener);
    return () => void this.#timeListeners.delete(listener);
  };

  readonly getState = (): PlayerState => this.#state;

  readonly getTimeMs = (): number =>
    this.#source ? clampTime(this.#audio.currentTime * 1000, this.#source.durationMs) : 0;

  async play(): Promise<void> {
    if (!this.#source) return;
    this.#wantsToPlay = true;
    this.#set({ phase: 'loading' });
    if (this.#audio.ended) this.#audio.currentTime = 0;
    if (isExpired(this.#source.expiresAt, this.#now()) || this.#audio.src === '') {
      await this.#renewLink();
      return;
    }
    await this.#start();
  }

  pause(): void {
    this.#wantsToPlay = false;
    this.#audio.pause();
    if (this.#state.phase !== 'empty') this.#set({ phase: 'paused' });
  }

  toggle(): void {
    if (this.#wantsToPlay) this.pause();
    else void this.play();
  }

  seek(ms: number): void {
    if (!this.#source) return;
    this.#audio.currentTime = clampTime(ms, this.#source.durationMs) / 1000;
    this.#tick();
  }

  /** Goes to so many tenths of the recording. */
  seekTenth(tenth: number): void {
    this.seek((this.#state.durationMs * tenth) / 10);
  }

  skip(ms: number): void {
    this.seek(this.getTimeMs() + ms);
  }

  setRate(rate: number): void {
    this.#audio.playbackRate = rate;
    this.#set({ rate });
  }

  changeRate(direction: 1 | -1): void {
    this.setRate(stepRate(this.#state.rate, direction));
  }

  /** How loud it is from now on, 0 to 1. Nothing at all is muted, and louder again is not. */
  setVolume(volume: number): void {
    const heard = Math.min(Math.max(Math.round(volume * 100) / 100, 0), 1);
    this.#audio.volume = heard;
    this.#set(heard === 0 ? { muted: true } : { volume: heard, muted: false });
  }

  changeVolume(by: number): void {
    this.setVolume(this.#heard() + by);
  }

  /** Silent, and as loud as before. */
  setMuted(muted: boolean): void {
    this.#set({ muted });
    this.#audio.volume = this.#heard();
  }

  #heard(): number {
    return this.#state.muted ? 0 : this.#state.volume;
  }

  #use(source: Source, startMs: number): void {
    this.#source = source;
    this.#audio.src = source.url;
    this.#audio.currentTime = clampTime(startMs, source.durationMs) / 1000;
    this.#audio.playbackRate = this.#state.rate;
    this.#audio.volume = this.#heard();
    this.#tick();
  }

  async #start(): Promise<void> {
    try {
      await this.#audio.play();
      this.#frames();
    } catch (error) {
      // The browser wants a gesture first, or a pause came in between: not a failure. Anything else comes as `error` too.
      const name = error instanceof Error ? error.name : '';
      if (name === 'NotAllowedError') this.pause();
    }
  }

  async #recover(): Promise<void> {
    if (!this.#source) return;
    if (this.#now() - this.#renewedAt < RENEWAL_PAUSE_MS) return this.#fail();
    await this.#renewLink();
  }

  async #renewLink(): Promise<void> {
    const before = this.#source;
    const at = this.getTimeMs();
    this.#renewedAt = this.#now();
    try {
      const fresh = await this.#renew();
      if (this.#source !== before) return;
      this.#use(fresh, at);
      if (this.#wantsToPlay) await this.#start();
    } catch {
      if (this.#source === before) this.#fail();
    }
  }

  #fail(): void {
    this.#wantsToPlay = false;
    this.#audio.pause();
    this.#set({ phase: 'failed' });
  }

  #paused(): void {
    if (this.#state.phase === 'failed' || this.#state.phase === 'empty') return;
    this.#wantsToPlay = false;
    this.#set({ phase: 'paused' });
    this.#tick();
  }

  #frames(): void {
    cancelAnimationFrame(this.#frame);
    const frame = () => {
      this.#tick();
      if (this.#wantsToPlay) this.#frame = requestAnimationFrame(frame);
    };
    this.#frame = requestAnimationFrame(frame);
  }

  #tick(): void {
    for (const listener of this.#timeListeners) listener();
  }

  #set(change: Partial<PlayerState>): void {
    const next = { ...this.#state, ...change };
    if ((Object.keys(change) as (keyof PlayerState)[]).every((key) => this.#state[key] === next[key])) return;
    this.#state = next;
    for (const listener of this.#stateListeners) listener();
  }
}
