const ENDINGS: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
};

/** `call-2026-05-01-1432.mp3`: when the call began, in the client's zone; nothing of who called. */
export function recordingFileName(startedAt: Date, mediaType: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(startedAt);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return `call-${of('year')}-${of('month')}-${of('day')}-${of('hour')}${of('minute')}.${ENDINGS[mediaType] ?? 'bin'}`;
}
