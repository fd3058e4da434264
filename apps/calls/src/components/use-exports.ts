import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '@foyer/contract';
import type { CallExport } from '@foyer/contract/exports';
import { useScope } from '@foyer/federation';
import { useQuery } from '@foyer/federation/query';
import { toast } from '@foyer/ui';
import { countOfCalls } from './words.ts';
import { download, exportsQuery } from './export-api.ts';
import { STATE_WORDS } from './export-words.ts';

/** Of which exports somebody in this tab waits for the end; kept, so that a reload doesn't forget it. */
const KEY = 'foyer.awaited-exports';

function readAwaited(): string[] {
  try {
    return (sessionStorage.getItem(KEY) ?? '').split(' ').filter(Boolean);
  } catch {
    // A browser that keeps nothing: the dialog lists them all the same.
    return [];
  }
}

function writeAwaited(ids: readonly string[]): void {
  try {
    if (ids.length > 0) sessionStorage.setItem(KEY, ids.join(' '));
    else sessionStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}

export interface Exports {
  /** Undefined until they have been asked for. */
  readonly all: readonly CallExport[] | undefined;
  readonly failed: boolean;
  readonly running: CallExport | undefined;
  /** When the list was answered, in milliseconds. */
  readonly at: number;
  /** The end of this one is waited for: the download begins then. */
  await(id: string): void;
  refresh(): Promise<void>;
  /** Downloads one, and says so where that didn't work. */
  save(one: CallExport): void;
}

/**
 * The person's exports. They are asked for once somebody wants to see them, or waits for one.
 * @param open whether the dialog stands: then a file that was waited for is downloaded at once, else it is offered
 */
export function useExports(open: boolean): Exports {
  const scope = useScope();
  const [awaited, setAwaited] = useState<readonly string[]>(readAwaited);
  const query = useQuery({ ...exportsQuery(scope), enabled: open || awaited.length > 0 });
  const told = useRef(new Set<string>());

  const save = useCallback(
    (one: CallExport) => {
      download(scope, one).catch((error: unknown) => {
        const gone = error instanceof ApiError && error.code !== 'network' && error.code !== 'unavailable';
        toast(
          gone
            ? 'This export can’t be downloaded any more. Start it again.'
            : 'The download didn’t begin. Check the connection and try again.',
          { tone: 'negative' },
        );
      });
    },
    [scope],
  );

  const { data } = query;
  useEffect(() => {
    const ended = (data ?? []).filter(
      ({ id, state }) => state !== 'running' && awaited.includes(id) && !told.current.has(id),
    );
    if (ended.length === 0) return;
    for (const one of ended) {
      told.current.add(one.id);
      if (one.state === 'done' && open) save(one);
      else if (one.state === 'done') {
        const action = { label: 'Download', onClick: () => save(one) };
        toast(`The export of ${countOfCalls(one.rows)} is ready.`, { tone: 'positive', action, duration: 0 });
      } else if (one.state !== 'cancelled' && one.state !== 'running' && !open)
        toast(`The export has ended. ${STATE_WORDS[one.state]}`, { tone: 'negative' });
    }
    const left = awaited.filter((id) => !told.current.has(id));
    writeAwaited(left);
    setAwaited(left);
  }, [data, awaited, open, save]);

  return {
    all: data,
    failed: query.isError,
    running: data?.find(({ state }) => state === 'running'),
    at: query.dataUpdatedAt,
    await: (id) => {
      const ids = [...awaited, id];
      writeAwaited(ids);
      setAwaited(ids);
    },
    refresh: async () => {
      await query.refetch();
    },
    save,
  };
}
