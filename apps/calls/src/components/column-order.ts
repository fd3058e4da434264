/** The same list with the one at `from` at place `to`; unchanged where there is no such place. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  if (from === to || from < 0 || to < 0 || from >= list.length || to >= list.length) return list;
  const next = list.toSpliced(from, 1);
  next.splice(to, 0, list[from] as T);
  return next;
}

/** Those that are shown in their order, then all others in theirs. */
export const shownFirst = <T>(shown: readonly T[], all: readonly T[]): readonly T[] => [
  ...shown.filter((one) => all.includes(one)),
  ...all.filter((one) => !shown.includes(one)),
];
