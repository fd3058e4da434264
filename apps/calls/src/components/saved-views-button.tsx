import { lazy, useState } from 'react';
import {
  Bookmark,
  Button,
  ChevronDown,
  Popover,
  preloadPopups,
  styled,
  token,
  VisuallyHidden,
} from '@foyer/ui';
import type { ColumnId } from './call-columns.tsx';
import type { CurrentView } from './use-saved-view.ts';

const load = () => import('./saved-views-menu.tsx');
const SavedViewsMenu = lazy(() => load().then((loaded) => ({ default: loaded.SavedViewsMenu })));

const Dot = styled('span')({
  width: 6,
  height: 6,
  flex: 'none',
  borderRadius: '50%',
  backgroundColor: token.accent,
});
const Name = styled('span')({
  maxWidth: 180,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
});

/** Which view the list shows, left of the filters, and the way to others. */
export function SavedViewsButton({
  current,
  columns,
}: Readonly<{ current: CurrentView; columns: readonly ColumnId[] | null }>) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const near = () => void Promise.all([load(), preloadPopups()]).catch(() => undefined);
  const { view, changed } = current;
  return (
    <>
      <Button
        size="small"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        startIcon={<Bookmark size={14} />}
        endIcon={<ChevronDown size={13} />}
        onPointerEnter={near}
        onFocus={near}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <VisuallyHidden>View: </VisuallyHidden>
        <Name title={view?.name}>{view?.name ?? 'All calls'}</Name>
        {view && changed && (
          <>
            &nbsp;
            <Dot />
            <VisuallyHidden>, changed</VisuallyHidden>
          </>
        )}
      </Button>
      <Popover anchor={anchor} onClose={() => setAnchor(null)} label="Views">
        {/* What is still on its way keeps the popover back: it is placed by its size. */}
        <SavedViewsMenu current={current} columns={columns} onClose={() => setAnchor(null)} />
      </Popover>
    </>
  );
}
