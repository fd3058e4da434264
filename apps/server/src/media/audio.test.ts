import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { audioFormat } from './audio-format.ts';
import { peaksOf, STEP_MS } from './loudness.ts';
import { measureAudio } from './measure-audio.ts';

const RATE = 8_000;

/** A WAV file of some samples, −1 to 1, one list a channel. */
function wavOf(
  channels: readonly (readonly number[])[],
  format: 'pcm8' | 'pcm16' | 'pcm24' | 'float' | 'mulaw' | 'alaw',
) {
  const width = { pcm8: 1, pcm16: 2, pcm24: 3, float: 4, mulaw: 1, alaw: 1 }[format];
  const frames = channels[0]?.length ?? 0;
  const data = frames * channels.length * width;
  // A chunk of another kind, of odd length, stands before the samples.
  const bytes = new Uint8Array(12 + 24 + 8 + 4 + 8 + data);
  const view = new DataView(bytes.buffer);
  const ascii = (at: number, text: string): void => {
    for (let i = 0; i < text.length; i += 1) bytes[at + i] = text.charCodeAt(i);
  };
  ascii(0, 'RIFF');
  view.setUint32(4, bytes.byteLength - 8, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, { pcm8: 1, pcm16: 1, pcm24: 1, float: 3, mulaw: 7, alaw: 6 }[format], true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, RATE, true);
  view.setUint16(34, width * 8, true);
  ascii(36, 'LIST');
  view.setUint32(40, 3, true);
  ascii(48, 'data');
  view.setUint32(52, data, true);
  for (let frame = 0; frame < frames; frame += 1)
    channels.forEach((samples, channel) => {
      const at = 56 + (frame * channels.length + channel) * width;
      const value = samples[frame] ?? 0;
      if (format === 'pcm8') bytes[at] = Math.round(value * 127) + 128;
      if (format === 'pcm16') view.setInt16(at, Math.round(value * 32_767), true);
      if (format === 'pcm24') {
        const whole = Math.round(value * 8_388_607);
        view.setUint16(at, whole & 0xffff, true);
        view.setInt8(at + 2, whole >> 16);
      }
      if (format === 'float') view.setFloat32(at, value, true);
      // The loudest and the quietest code of G.711 are enough to tell whether it is read.
      if (format === 'mulaw') bytes[at] = value === 0 ? 0xff : 0x80;
      if (format === 'alaw') bytes[at] = value === 0 ? 0xd5 : 0xaa;
    });
  return bytes;
}

/** A second of silence and a second of something loud. */
const HALF_LOUD = [
  ...Array.from({ length: RATE }, () => 0),
  ...Array.from({ length: RATE }, (_, i) => (i % 2 ? 0.5 : -0.5)),
];

describe('a recording', () => {
  test.each(['pcm8', 'pcm16', 'pcm24', 'float', 'mulaw', 'alaw'] as const)(
    'in %s is measured, and each speaker has what was loud while they spoke',
    async (format) => {
      const bytes = wavOf([HALF_LOUD, HALF_LOUD], format);
      expect(audioFormat(bytes)).toBe('wav');
      const measured = await measureAudio(bytes, 'wav');
      expect(measured?.durationMs).toBe(2_000);
      expect(measured?.steps).toHaveLength(2_000 / STEP_MS);
      if (!measured) throw new Error('not measured');
      const peaks = peaksOf(measured, [
        { speaker: 'agent', startMs: 0, endMs: 1_500 },
        { speaker: 'caller', startMs: 1_500, endMs: 2_000 },
      ]);
      expect([peaks.agent.length, peaks.caller.length]).toEqual([160, 160]);
      const loud = (side: readonly number[], from: number, until: number): number =>
        Math.max(...side.slice(from, until));
      expect(loud(peaks.agent, 0, 78)).toBeLessThan(3);
      expect(loud(peaks.agent, 80, 120)).toBe(100);
      expect(loud(peaks.agent, 120, 160)).toBe(0);
      expect(loud(peaks.caller, 0, 120)).toBe(0);
      expect(loud(peaks.caller, 120, 160)).toBe(100);
    },
  );

  test('in MPEG audio is measured, as long as it is', async () => {
    const file = join(import.meta.dirname, '../seed/audio/garage-ready.mp3');
    const bytes = new Uint8Array(await readFile(file));
    expect(audioFormat(bytes)).toBe('mp3');
    const measured = await measureAudio(bytes, 'mp3');
    expect(measured?.durationMs).toBeGreaterThan(40_000);
    expect(measured?.durationMs).toBeLessThan(60_000);
    expect(Math.max(...(measured?.steps ?? []))).toBeGreaterThan(0.1);
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['a page', new TextEncoder().encode('<!doctype html><title>Gone</title>')],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47])],
    ['half a header', new TextEncoder().encode('RIFF')],
    ['a frame that is none', Uint8Array.from([0xff, 0xff, 0xff, 0xff])],
  ])('is not %s', (_, bytes) => {
    expect(audioFormat(bytes)).toBeNull();
  });

  test('that is cut off is measured as far as it is there, or not at all, and never breaks', async () => {
    const whole = wavOf([HALF_LOUD], 'pcm16');
    for (let length = 12; length < 80; length += 1) await measureAudio(whole.slice(0, length), 'wav');
    expect((await measureAudio(whole.slice(0, 56 + RATE * 2), 'wav'))?.durationMs).toBe(1_000);
    expect(await measureAudio(Uint8Array.from([0xff, 0xfb, 0x90, 0x00, 1, 2, 3]), 'mp3')).toBeNull();
  });
});
