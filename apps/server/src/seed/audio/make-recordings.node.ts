/*
 * Speaks the conversations and writes one small MP3 each, with recordings.json beside them: the times of each line as spoken, and the
 * loudness per speaker. Run by hand after a change of conversations.ts, on a machine with flite, sox and ffmpeg:
 *
 *   node apps/server/src/seed/audio/make-recordings.node.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONVERSATIONS, type Conversation, type Voice } from './conversations.ts';
import { readMarked } from '../marked-text.ts';

const RATE = 16_000;
const PEAKS = 160;
// Seconds of silence before the first line, between lines, after the last.
const LEAD = 0.4;
const GAP = 0.45;
const TAIL = 0.5;

const work = mkdtempSync(join(tmpdir(), 'foyer-audio-'));
const made = Object.fromEntries(CONVERSATIONS.map((one) => [one.key, make(one)]));
writeFileSync(join(import.meta.dirname, 'recordings.json'), `${JSON.stringify(made)}\n`);
rmSync(work, { recursive: true });

function make(conversation: Conversation) {
  const spoken = conversation.lines.map((line, i) => ({
    speaker: i % 2 === 0 ? ('agent' as const) : ('caller' as const),
    samples: speak(
      aloud(readMarked(line).text),
      i % 2 === 0 ? conversation.voices.agent : conversation.voices.caller,
    ),
  }));
  let at = Math.round(LEAD * RATE);
  const lines = spoken.map(({ speaker, samples }) => {
    const start = at;
    at += samples.length;
    const end = at;
    at += Math.round(GAP * RATE);
    return { speaker, samples, start, end };
  });
  const total = (lines.at(-1)?.end ?? 0) + Math.round(TAIL * RATE);
  const mixed = new Float32Array(total);
  for (const { samples, start } of lines) mixed.set(samples, start);
  const file = join(import.meta.dirname, `${conversation.key}.mp3`);
  encode(mixed, file);
  const durationMs = Math.round((total / RATE) * 1000);
  process.stdout.write(
    `${conversation.key} ${(durationMs / 1000).toFixed(1)} s, ${readFileSync(file).length} bytes\n`,
  );
  return {
    durationMs,
    lines: lines.map(({ start, end }) => [toMs(start), toMs(end)]),
    peaks: { agent: peaks(lines, 'agent', total), caller: peaks(lines, 'caller', total) },
  };
}

/** An e-mail address as people say it; the rest the synthesiser reads well. */
function aloud(text: string): string {
  return text.replaceAll(/(\w+)@(\w+)\.(\w+)/g, '$1 at $2 dot $3');
}

/** One line as samples, silence trimmed, at an even loudness. */
function speak(text: string, voice: Voice): Float32Array {
  const raw = join(work, 'raw.wav');
  execFileSync('flite', ['-voice', voice.name, '--setf', 'duration_stretch=0.97', '-t', text, '-o', raw]);
  const trim = ['silence', '1', '0.05', '0.5%'];
  const out = execFileSync(
    'sox',
    [
      raw,
      '-t',
      'f32',
      '-r',
      String(RATE),
      '-c',
      '1',
      '-',
      ...(voice.pitch === undefined ? [] : ['pitch', String(voice.pitch)]),
      'highpass',
      '90',
      ...trim,
      'reverse',
      ...trim,
      'reverse',
      'norm',
      '-4',
    ],
    { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const samples = new Float32Array(out.buffer.slice(out.byteOffset, out.byteOffset + out.byteLength));
  const fade = 0.02 * RATE;
  return samples.map((sample, i) => sample * Math.min(1, i / fade, (samples.length - i) / fade));
}

function encode(samples: Float32Array, file: string): void {
  const raw = join(work, 'mixed.f32');
  writeFileSync(raw, Buffer.from(samples.buffer));
  // Constant bit rate: a byte range is a time range.
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-y',
    '-f',
    'f32le',
    '-ar',
    String(RATE),
    '-ac',
    '1',
    '-i',
    raw,
    '-c:a',
    'libmp3lame',
    '-b:a',
    '24k',
    '-map_metadata',
    '-1',
    '-fflags',
    '+bitexact',
    '-flags:a',
    '+bitexact',
    file,
  ]);
}

/** Loudness of one speaker in equal steps: the root mean square against the loudest step of either. */
function peaks(
  lines: { speaker: string; samples: Float32Array; start: number }[],
  speaker: string,
  total: number,
): number[] {
  const rms = (only: string): number[] => {
    const sums = Array.from({ length: PEAKS }, () => 0);
    for (const line of lines) {
      if (line.speaker !== only) continue;
      for (const [i, sample] of line.samples.entries()) {
        const step = Math.min(PEAKS - 1, Math.floor(((line.start + i) / total) * PEAKS));
        sums[step] = (sums[step] ?? 0) + sample * sample;
      }
    }
    return sums.map((sum) => Math.sqrt(sum / (total / PEAKS)));
  };
  const loudest = Math.max(...rms('agent'), ...rms('caller'));
  return rms(speaker).map((value) => Math.round((value / loudest) * 100));
}

function toMs(samples: number): number {
  return Math.round((samples / RATE) * 1000);
}
