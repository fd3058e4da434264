import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useHost } from '@foyer/federation';
import { Button, GripVertical, Segmented, styled, token, VisuallyHidden } from '@foyer/ui';
import type { ColumnId } from './call-columns.tsx';
import { moved, shownFirst } from './column-order.ts';
import type { ListLook } from './list-look.ts';

const ROW = 30;

const Pane = styled('div')({ display: 'grid', gap: 2, padding: 8, width: 264, maxWidth: '100%' });
const Title = styled('p')({ padding: '2px 4px', fontSize: '0.75rem', color: token.text3 });
const Rows = styled('ul')({ position: 'relative', margin: 0, padding: 0, listStyle: 'none' });
const Row = styled('li')({
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  height: ROW,
  borderRadius: token.radius,
  fontSize: '0.8125rem',
  '&:hover, &:focus-within': { backgroundColor: token.surface2 },
  '&[data-held]': {
    position: 'relative',
    zIndex: 1,
    backgroundColor: token.surface3,
    boxShadow: token.shadow1,
  },
  '& > label': { display: 'flex', alignItems: 'center', gap: 8, flex: 1, minHeight: ROW, cursor: 'pointer' },
  '& input': { width: 14, height: 14 },
});
const Grip = styled('button')({
  display: 'grid',
  placeItems: 'center',
  width: 24,
  height: 24,
  padding: 0,
  border: 0,
  borderRadius: 4,
  background: 'none',
  color: token.text3,
  cursor: 'grab',
  touchAction: 'none',
  '&:active': { cursor: 'grabbing' },
});
const Choice = styled('div')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 8,
  minHeight: 34,
  paddingInline: 4,
  fontSize: '0.8125rem',
  color: token.text2,
});
const Line = styled('hr')({
  width: '100%',
  margin: '6px 0',
  border: 0,
  borderBlockStart: `1px solid ${token.line}`,
});

type ColumnChooserProps = Readonly<{
  /** Those that the reader may choose from. */
  choice: readonly Readonly<{ id: ColumnId; name: string }>[];
  /** Those that stand now, in their order. */
  shown: readonly ColumnId[];
  /** Null: the usual ones. */
  onColumns: (columns: readonly ColumnId[] | null) => void;
  /** Whether the list is rows in columns; on a small screen it isn't. */
  inColumns: boolean;
  look: ListLook;
  usualDensity: 'compact' | 'comfortable';
  onLook: (look: ListLook) => void;
  /** Whether there is something to go back from. */
  changed: boolean;
  onReset: () => void;
  /** Calls can be picked by touch from now on. */
  onSelect: (() => void) | undefined;
}>;

/** What stands in the list, in which order, how dense, and how times are said. */
export function ColumnChooser(props: ColumnChooserProps) {
  const { look, onLook } = props;
  return (
    <Pane>
      {props.inColumns && (
        <>
          <ColumnRows {...props} />
          <Line />
        </>
      )}
      <Choice>
        Rows
        <Segmented
          label="Height of rows"
          value={look.density ?? props.usualDensity}
          onChange={(density) => onLook({ ...look, density })}
          options={[
            { value: 'compact', label: 'Compact' },
            { value: 'comfortable', label: 'Comfortable' },
          ]}
        />
      </Choice>
      <Choice>
        Times
        <Segmented
          label="How times are said"
          value={look.time}
          onChange={(time) => onLook({ ...look, time })}
          options={[
            { value: 'relative', label: '5 min ago' },
            { value: 'absolute', label: 'Date' },
          ]}
        />
      </Choice>
      {(props.onSelect || props.changed) && <Line />}
      {props.onSelect && (
        <Button size="small" variant="text" onClick={props.onSelect}>
          Select calls
        </Button>
      )}
      {props.changed && (
        <Button size="small" variant="text" onClick={props.onReset}>
          Back to the usual list
        </Button>
      )}
    </Pane>
  );
}

function ColumnRows({ choice, shown, onColumns }: ColumnChooserProps) {
  const host = useHost();
  const hint = useId();
  const list = useRef<HTMLUListElement>(null);
  const [held, setHeld] = useState<ColumnId | null>(null);
  // What isn't shown keeps its place among the rows for as long as this is open.
  const [order, setOrder] = useState(() =>
    shownFirst(
      shown,
      choice.map(({ id }) => id),
    ),
  );
  const nameOf = (id: ColumnId) => choice.find((one) => one.id === id)?.name ?? id;

  const place = (id: ColumnId, to: number) => {
    const next = moved(order, order.indexOf(id), to);
    if (next === order) return;
    setOrder(next);
    const columns = next.filter((one) => shown.includes(one));
    if (columns.join() !== shown.join()) onColumns(columns);
    host.announce(`${nameOf(id)}, ${to + 1} of ${next.length}`);
  };
  const toggle = (id: ColumnId) => {
    const on = new Set(shown);
    if (!on.delete(id)) on.add(id);
    onColumns(order.filter((one) => on.has(one)));
  };
  const onGripKey = (event: KeyboardEvent, id: ColumnId) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    place(id, order.indexOf(id) + step);
  };
  const onDrag = (event: PointerEvent) => {
    const top = list.current?.getBoundingClientRect().top;
    if (held === null || top === undefined) return;
    place(held, Math.min(order.length - 1, Math.max(0, Math.floor((event.clientY - top) / ROW))));
  };

  return (
    <>
      <Title>Columns</Title>
      <Rows
        ref={list}
        onPointerMove={onDrag}
        onPointerUp={() => setHeld(null)}
        onPointerCancel={() => setHeld(null)}
      >
        {order.map((id) => {
          const on = shown.includes(id);
          return (
            <Row key={id} {...(held === id ? { 'data-held': '' } : {})}>
              <Grip
                type="button"
                aria-label={`Move ${nameOf(id)}`}
                aria-describedby={hint}
                onKeyDown={(event) => onGripKey(event, id)}
                onPointerDown={(event) => {
                  // The list keeps hold of the pointer: the row itself moves, and would lose it.
                  list.current?.setPointerCapture?.(event.pointerId);
                  setHeld(id);
                }}
              >
                <GripVertical size={14} aria-hidden="true" />
              </Grip>
              <label>
                <input
                  type="checkbox"
                  checked={on}
                  // Of no column there would be no list.
                  disabled={on && shown.length === 1}
                  onChange={() => toggle(id)}
                />
                {nameOf(id)}
              </label>
            </Row>
          );
        })}
      </Rows>
      <VisuallyHidden>
        <span id={hint}>Drag it, or move it with the up and down arrow keys.</span>
      </VisuallyHidden>
    </>
  );
}
