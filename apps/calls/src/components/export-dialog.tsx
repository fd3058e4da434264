import { useEffect, useRef, useState } from 'react';
import { allows } from '@foyer/access';
import { ApiError } from '@foyer/contract';
import type { CallExport, ExportColumn } from '@foyer/contract/exports';
import { useScope, useSession } from '@foyer/federation';
import { useMutation, useQuery } from '@foyer/federation/query';
import {
  Button,
  Checkbox,
  Dialog,
  Download,
  formatList,
  Lock,
  Notice,
  RelativeTime,
  styled,
  token,
  useLocale,
} from '@foyer/ui';
import { hiddenColumns } from './call-columns.tsx';
import { isFiltered, type CallSearch } from './call-search.ts';
import { exactCountQuery, exportApi, filtersOf } from './export-api.ts';
import type { ExportDecisions } from './export-button.tsx';
import { ExportProgress } from './export-progress.tsx';
import { columnsOfList, EXPORT_COLUMN_WORDS, exportColumns, sizeWords, STATE_WORDS } from './export-words.ts';
import type { Exports } from './use-exports.ts';
import { countOfCalls } from './words.ts';

const Whole = styled('div')({
  display: 'grid',
  gap: 16,
  fontSize: '0.8125rem',
  lineHeight: '20px',
  '&:focus': { outline: 'none' },
});
const Counted = styled('p')({
  '& strong': { color: token.text1, fontWeight: 600, fontVariantNumeric: 'tabular-nums' },
});
const Columns = styled('fieldset')({
  margin: 0,
  padding: 0,
  border: 0,
  minWidth: 0,
  '& > legend': { padding: 0, marginBlockEnd: 8, fontWeight: 600, color: token.text1 },
  '& > div': {
    display: 'grid',
    gap: '8px 16px',
    gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))',
  },
});
const Closed = styled('ul')({
  display: 'grid',
  gap: 4,
  margin: 0,
  padding: 0,
  listStyle: 'none',
  fontSize: '0.75rem',
  lineHeight: 1.45,
  color: token.text3,
  '& li': { display: 'flex', gap: 8 },
  '& svg': { flex: 'none', marginBlockStart: 2 },
});
const Earlier = styled('section')({
  borderBlockStart: `1px solid ${token.line}`,
  paddingBlockStart: 12,
  '& > h3': { fontSize: '0.8125rem', fontWeight: 600, color: token.text1, marginBlockEnd: 4 },
  '& > ul': { margin: 0, padding: 0, listStyle: 'none' },
});
const Line = styled('li')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 12,
  minHeight: 40,
  '& + &': { borderBlockStart: `1px solid ${token.line}` },
  '& > span': { minWidth: 0, fontVariantNumeric: 'tabular-nums' },
  '& small': { display: 'block', fontSize: '0.75rem', lineHeight: '16px', color: token.text3 },
});

type ExportDialogProps = Readonly<{
  search: CallSearch;
  decisions: ExportDecisions;
  exports: Exports;
  onClose: () => void;
}>;

/** A file of the calls that the list has: how many, which columns, and then how far it is. */
export function ExportDialog({ search, decisions, exports, onClose }: ExportDialogProps) {
  const scope = useScope();
  const { viewAs } = useSession();
  const { locale } = useLocale();
  const offered = exportColumns({
    details: allows(decisions.details),
    caller: allows(decisions.caller, 'view'),
    cost: allows(decisions.cost),
  });
  const [chosen, setChosen] = useState<readonly ExportColumn[]>(() => columnsOfList(offered));
  const columns = offered.filter((column) => chosen.includes(column));
  // One for the form: a second press, or an answer that got lost, starts no second export.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const { running } = exports;
  const count = useQuery({ ...exactCountQuery(scope, search), enabled: !running });

  const start = useMutation({
    mutationFn: () =>
      exportApi(scope).startCallExport({
        body: { key, filters: filtersOf(search) as never, sort: search.sort, columns: [...columns] },
      }),
    onSuccess: async ({ id }) => {
      exports.await(id);
      setKey(crypto.randomUUID());
      await exports.refresh();
    },
  });
  const cancel = useMutation({
    mutationFn: (one: CallExport) => exportApi(scope).cancelCallExport({ params: { exportId: one.id } }),
    onSettled: () => exports.refresh(),
  });

  // The button that was pressed goes when an export begins, and others come: the focus stays in the dialog, where Escape is heard.
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.matches(':disabled')) whole.current?.focus();
  }, [running?.id, start.isPending]);

  const mayStart = !viewAs && columns.length > 0 && count.data !== undefined && count.data > 0;
  const begin = () => mayStart && !start.isPending && start.mutate();
  const earlier = exports.all?.filter(({ state }) => state !== 'running') ?? [];

  return (
    <Dialog
      open
      onClose={onClose}
      title={running ? 'Exporting calls' : 'Export calls'}
      width={520}
      {...(!running && { onSubmit: begin })}
      actions={
        running ? (
          <>
            <Button onClick={() => cancel.mutate(running)} loading={cancel.isPending}>
              Cancel the export
            </Button>
            <Button variant="contained" onClick={onClose}>
              Close
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>Close</Button>
            <Button type="submit" variant="contained" disabled={!mayStart} loading={start.isPending}>
              Start the export
            </Button>
          </>
        )
      }
    >
      <Whole ref={whole} tabIndex={-1}>
        {running ? (
          <div>
            <ExportProgress one={running} at={exports.at} />
            <p>The download begins when it is done. You can close this and work on: it goes on by itself.</p>
          </div>
        ) : (
          <>
            <Counted role="status">
              {count.isError ? (
                'The calls couldn’t be counted.'
              ) : count.data === undefined ? (
                'Counting the calls …'
              ) : count.data === 0 ? (
                'No calls match, so there is nothing to export.'
              ) : (
                <>
                  <strong>{countOfCalls(count.data, false, locale)}</strong>
                  {isFiltered(search) ? ', as the filters narrow the list' : ''}, in the list’s order, as a
                  CSV file for spreadsheets.
                </>
              )}
            </Counted>
            {count.isError && (
              <Notice
                tone="negative"
                action={<Button onClick={() => void count.refetch()}>Try again</Button>}
              >
                {wordsOf(count.error)}
              </Notice>
            )}
            {viewAs && (
              <Notice>
                You are viewing as somebody else, and a view changes nothing and takes nothing along. Leave it
                to export calls yourself.
              </Notice>
            )}
            <Columns>
              <legend>Columns</legend>
              <div>
                {offered.map((column) => (
                  <Checkbox
                    key={column}
                    label={EXPORT_COLUMN_WORDS[column]}
                    checked={chosen.includes(column)}
                    onChange={(on) =>
                      setChosen((was) => (on ? [...was, column] : was.filter((one) => one !== column)))
                    }
                  />
                ))}
              </div>
            </Columns>
            {columns.length === 0 && <p role="status">Choose at least one column.</p>}
            <ClosedColumns decisions={decisions} />
            {start.isError && <Notice tone="negative">{wordsOf(start.error)}</Notice>}
          </>
        )}
        {cancel.isError && <Notice tone="negative">{wordsOf(cancel.error)}</Notice>}
        {exports.failed && exports.all === undefined && (
          <Notice tone="negative" action={<Button onClick={() => void exports.refresh()}>Try again</Button>}>
            Your earlier exports couldn’t be loaded.
          </Notice>
        )}
        {earlier.length > 0 && <EarlierExports all={earlier} onSave={exports.save} />}
      </Whole>
    </Dialog>
  );
}

/** What can't be chosen, why, and who can change it. */
function ClosedColumns({ decisions }: { decisions: ExportDecisions }) {
  const { locale } = useLocale();
  const hidden = hiddenColumns(decisions);
  if (hidden.length === 0) return null;
  return (
    <Closed aria-label="Columns that are not offered">
      {hidden.map(({ what, why }) => (
        <li key={why}>
          <Lock size={13} aria-hidden="true" />
          <span>
            Not in your files: {formatList(what, locale)}. {why}
          </span>
        </li>
      ))}
    </Closed>
  );
}

function EarlierExports({
  all,
  onSave,
}: Readonly<{ all: readonly CallExport[]; onSave: (one: CallExport) => void }>) {
  const { locale } = useLocale();
  return (
    <Earlier aria-labelledby="earlier-exports">
      <h3 id="earlier-exports">Exports of the last 24 hours</h3>
      <ul>
        {all.map((one) => (
          <Line key={one.id}>
            <span>
              {countOfCalls(one.state === 'done' ? one.rows : one.total, false, locale)}
              <small>
                <RelativeTime value={one.createdAt} /> ·{' '}
                {one.state === 'done'
                  ? sizeWords(one.bytes, locale)
                  : one.state !== 'running' && STATE_WORDS[one.state]}
              </small>
            </span>
            {one.state === 'done' && (
              <Button
                size="small"
                startIcon={<Download size={14} aria-hidden="true" />}
                aria-label={`Download the export of ${countOfCalls(one.rows, false, locale)}`}
                onClick={() => onSave(one)}
              >
                Download
              </Button>
            )}
          </Line>
        ))}
      </ul>
    </Earlier>
  );
}

function wordsOf(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Something went wrong. Try again.';
  if (error.code === 'network') return 'The portal couldn’t be reached. Check the connection and try again.';
  return error.problem?.detail ?? error.message;
}
