import { loudnessMeter, type Loudness } from './loudness.ts';
import type { AudioFormat } from './audio-format.ts';
import { readWav, wavSamples } from './wav.ts';

/** Bytes of MPEG audio, and frames of samples, that are looked at before others get a turn: some milliseconds each. */
const PART = 64 * 1024;
const FRAMES = 1 << 18;

/** How loud a recording is when, and how long it lasts; null where that can't be told, and a player shows a plain bar. */
export async function measureAudio(
  bytes: Uint8Array<ArrayBuffer>,
  format: AudioFormat,
): Promise<Loudness | null> {
  if (format === 'wav') return measureWav(bytes);
  if (format === 'mp3') return measureMp3(bytes);
  return null;
}

const othersTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function measureWav(bytes: Uint8Array<ArrayBuffer>): Promise<Loudness | null> {
  const wav = readWav(bytes);
  if (!wav) return null;
  const meter = loudnessMeter(wav.sampleRate);
  for (let from = 0; ; from += FRAMES) {
    const samples = wavSamples(bytes, wav, from, FRAMES);
    meter.add(samples);
    if ((samples[0]?.length ?? 0) < FRAMES) break;
    await othersTurn();
  }
  const measured = meter.end();
  return measured.durationMs > 0 ? measured : null;
}

/** Decoded by mpg123 as WebAssembly, part by part: an hour of it whole would be a gigabyte. */
async function measureMp3(bytes: Uint8Array<ArrayBuffer>): Promise<Loudness | null> {
  const { MPEGDecoder } = await import('mpg123-decoder');
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    let meter: ReturnType<typeof loudnessMeter> | null = null;
    for (let at = 0; at < bytes.byteLength; at += PART) {
      const { channelData, sampleRate, samplesDecoded } = decoder.decode(bytes.subarray(at, at + PART));
      if (samplesDecoded > 0) {
        meter ??= loudnessMeter(sampleRate);
        meter.add(channelData);
      }
      await othersTurn();
    }
    const measured = meter?.end();
    return measured && measured.durationMs > 0 ? measured : null;
  } finally {
    decoder.free();
  }
}
