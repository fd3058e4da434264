import { lazy, useState } from 'react';
import { Button, Popover, preloadPopups, SlidersHorizontal, useDensity } from '@foyer/ui';
import { columnChoice, usualColumns, type ColumnId, type ReaderOfColumns } from './call-columns.tsx';
import type { ListLook } from './list-look.ts';

const load = () => import('./column-chooser.tsx');
const ColumnChooser = lazy(() => load().then((loaded) => ({ default: loaded.ColumnChooser })));

type ListDisplayProps = Readonly<{
  reader: ReaderOfColumns;
  /** Chosen columns; null: the usual ones. */
  columns: readonly ColumnId[] | null;
  onColumns: (columns: readonly ColumnId[] | null) => void;
  look: ListLook;
  onLook: (look: ListLook) => void;
  inColumns: boolean;
  onReset: () => void;
  onSelect: (() => void) | undefined;
}>;

/** The button beside the filters that opens what concerns the look of the list. */
export function ListDisplay(props: ListDisplayProps) {
  const { reader, columns, look } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const usualDensity = useDensity();
  const choice = columnChoice(reader);
  const allowed = new Set(choice.map(({ id }) => id));
  const chosen = columns?.filter((id) => allowed.has(id)) ?? [];
  const shown = chosen.length > 0 ? chosen : usualColumns(reader);
  const near = () => void Promise.all([load(), preloadPopups()]).catch(() => undefined);
  const close = () => setAnchor(null);
  return (
    <>
      <Button
        size="small"
        variant="text"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        startIcon={<SlidersHorizontal size={14} />}
        onPointerEnter={near}
        onFocus={near}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Display
      </Button>
      <Popover anchor={anchor} onClose={close} label="Display" align="end">
        {/* What is still on its way keeps the popover back: it is placed by its size. */}
        <ColumnChooser
          choice={choice}
          shown={shown}
          onColumns={props.onColumns}
          inColumns={props.inColumns}
          look={look}
          usualDensity={usualDensity}
          onLook={props.onLook}
          changed={columns !== null || look.density !== null || look.time !== 'relative'}
          onReset={props.onReset}
          onSelect={
            props.onSelect &&
            (() => {
              close();
              props.onSelect?.();
            })
          }
        />
      </Popover>
    </>
  );
}
