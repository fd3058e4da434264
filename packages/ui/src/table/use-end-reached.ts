import { useEffect, useEffectEvent, useRef } from 'react';

type Options = {
  /** The end is near and more may be asked for. */
  near: boolean;
  rowCount: number;
  resetKey: string | undefined;
  onEndReached: (() => void) | undefined;
};

/** Asks for more once for each number of rows: not again with every scroll while an answer is under way. */
export function useEndReached({ near, rowCount, resetKey, onEndReached }: Options): void {
  const asked = useRef<string>(undefined);
  const ask = useEffectEvent(() => {
    const key = `${resetKey ?? ''} ${rowCount}`;
    if (asked.current === key) return;
    asked.current = key;
    onEndReached?.();
  });
  useEffect(() => {
    if (near) ask();
  }, [near, rowCount, resetKey]);
}
