import { lazy, Suspense, useState } from 'react';
import type { Decision } from '@foyer/access';
import { Button, Download, VisuallyHidden } from '@foyer/ui';
import type { CallSearch } from './call-search.ts';
import { useExports } from './use-exports.ts';

const loadDialog = () =>
  import('./export-dialog.tsx').then(({ ExportDialog: loaded }) => ({ default: loaded }));
const ExportDialog = lazy(loadDialog);

export type ExportDecisions = Readonly<{ details: Decision; caller: Decision; cost: Decision }>;

type ExportButtonProps = Readonly<{
  search: CallSearch;
  decisions: ExportDecisions;
  /** What is searched for is refused: there is nothing to export. */
  refused: boolean;
}>;

/** The way to a file of the calls that the list has; while one is being written, it says how far it is. */
export function ExportButton({ search, decisions, refused }: ExportButtonProps) {
  const [open, setOpen] = useState(false);
  const exports = useExports(open);
  const { running } = exports;
  const share =
    running && running.total > 0 ? Math.min(99, Math.floor((running.rows / running.total) * 100)) : 0;
  const warm = () => void loadDialog().catch(() => undefined);
  return (
    <>
      <Button
        size="small"
        startIcon={<Download size={14} aria-hidden="true" />}
        disabled={refused && !running}
        onPointerEnter={warm}
        onFocus={warm}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        sx={{ fontVariantNumeric: 'tabular-nums' }}
      >
        {running ? (
          <span>
            <VisuallyHidden>Exporting, </VisuallyHidden>
            {share}%
          </span>
        ) : (
          'Export'
        )}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ExportDialog
            search={search}
            decisions={decisions}
            exports={exports}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
