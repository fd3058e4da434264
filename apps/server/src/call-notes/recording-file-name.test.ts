import { expect, test } from 'vitest';
import { recordingFileName } from './recording-file-name.ts';

test.each([
  ['2026-05-01T21:32:09Z', 'audio/mpeg', 'America/New_York', 'call-2026-05-01-1732.mp3'],
  ['2026-05-01T23:05:00Z', 'audio/wav', 'Europe/Berlin', 'call-2026-05-02-0105.wav'],
  ['2026-05-01T00:00:00Z', 'audio/ogg', 'UTC', 'call-2026-05-01-0000.ogg'],
])('%s as %s in %s is %s', (at, mediaType, zone, name) => {
  expect(recordingFileName(new Date(at), mediaType, zone)).toBe(name);
});
