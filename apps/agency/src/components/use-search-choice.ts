import { useSearchParams } from '@foyer/federation/router';

/** One choice that stands in the address: read, and set or cleared without a step in the history. */
export function useSearchChoice(name: string): readonly [string | null, (value: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const set = (value: string | null) =>
    setParams(
      (was) => {
        const next = new URLSearchParams(was);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return [params.get(name), set];
}
