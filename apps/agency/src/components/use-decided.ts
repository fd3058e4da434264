import { useQueryClient } from '@foyer/federation/query';
import { toast } from '@foyer/ui';
import { clientKey } from '../queries.ts';

type UseDecidedOptions = Readonly<{
  queue: readonly unknown[];
  clientId: string;
  onClose: () => void;
}>;

/** After a request was decided: its queue and its client are read again before the dialog closes, and the words say what was done. */
export function useDecided({ queue, clientId, onClose }: UseDecidedOptions) {
  const queries = useQueryClient();
  return async (words?: string) => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: queue }),
      queries.invalidateQueries({ queryKey: clientKey(clientId) }),
    ]);
    if (words) toast(words, { tone: 'positive' });
    onClose();
  };
}
