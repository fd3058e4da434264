import { formatDate } from '../show/format.ts';

/** Whole calendar days, both included, as `YYYY-MM-DD`; an open end is undefined. */
export type DateRange = Readonly<{ from?: string | undefined; to?: string | undefined }>;

export type DatePreset = Readonly<{ id: string; label: string; range: DateRange }>;

const DAY = 86_400_000;
const addDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** The usual ranges up to a day (`YYYY-MM-DD`, in the client's zone). */
export function datePresets(today: string): readonly DatePreset[] {
  const last = (days: number) => ({ from: addDays(today, 1 - days), to: today });
  const yesterday = addDays(today, -1);
  return [
    { id: 'today', label: 'Today', range: { from: today, to: today } },
    { id: 'yesterday', label: 'Yesterday', range: { from: yesterday, to: yesterday } },
    { id: '7', label: 'Last 7 days', range: last(7) },
    { id: '30', label: 'Last 30 days', range: last(30) },
    { id: '90', label: 'Last 90 days', range: last(90) },
    { id: 'month', label: 'This month', range: { from: `${today.slice(0, 8)}01`, to: today } },
  ];
}

/** A range in words: a preset's name where it is one, else its days; undefined when it is open on both ends. */
export function describeRange(range: DateRange, today: string, locale = 'en'): string | undefined {
  const { from, to } = range;
  if (!from && !to) return undefined;
  const preset = datePresets(today).find((one) => one.range.from === from && one.range.to === to);
  if (preset) return preset.label;
  const day = (value: string) => formatDate(`${value}T12:00:00Z`, { timeZone: 'UTC', locale });
  if (from && to) return from === to ? day(from) : `${day(from)} – ${day(to)}`;
  return from ? `since ${day(from)}` : `until ${day(to ?? '')}`;
}
