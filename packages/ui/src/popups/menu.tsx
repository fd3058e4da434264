import { styled } from '@mui/material/styles';
import { Check } from 'lucide-react';
import { cloneElement, Suspense, useId, useState, type ReactElement, type ReactNode } from 'react';
import { RouteLink } from '../theme/link-component.tsx';
import { token } from '../theme/tokens.ts';
import { LazyMenu, LazyMenuItem, preloadPopups } from './load-popups.tsx';

export type MenuAction = {
  id: string;
  label: string;
  /** A second, quiet line. */
  hint?: string | undefined;
  icon?: ReactNode;
  /** Either goes somewhere … */
  to?: string | undefined;
  /** … or does something. */
  onSelect?: (() => void) | undefined;
  /** Marks the choice that holds; give it to all items of a choice. */
  selected?: boolean | undefined;
  tone?: 'negative' | undefined;
  disabled?: boolean | undefined;
};

export type MenuEntry = MenuAction | { id: string; heading: ReactNode } | { id: string; divider: true };

export type MenuProps = {
  /** The menu's name for screen readers. */
  label: string;
  /** A button; it gets the click, `aria-haspopup` and `aria-expanded`. */
  trigger: ReactElement<Record<string, unknown>>;
  items: readonly MenuEntry[];
  /** Which edge of the trigger it is aligned to. Default `start`. */
  align?: 'start' | 'end';
  /** Whether it opens above the trigger. */
  above?: boolean;
  minWidth?: number;
};

const Heading = styled('li')({
  padding: '6px 8px 4px',
  fontSize: '0.75rem',
  color: token.text3,
});
const Divider = styled('li')({ height: 1, margin: '4px 0', backgroundColor: token.line });
const Lead = styled('span')({ display: 'grid', placeItems: 'center', width: 16, flex: 'none' });
const Label = styled('span')({
  display: 'grid',
  flex: 1,
  minWidth: 0,
  '& > *': { overflow: 'hidden', textOverflow: 'ellipsis' },
});
const Hint = styled('span')({ fontSize: '0.75rem', color: token.text3, fontWeight: 400 });

/** The horizontal edge of an anchor in the reading direction. */
export const edgeOf = (align: 'start' | 'end'): 'left' | 'right' =>
  (align === 'start') === (document.documentElement.dir !== 'rtl') ? 'left' : 'right';

/** A menu on a button: arrows, Home, End, typing and Escape work; focus returns to the button. */
export function Menu({ label, trigger, items, align = 'start', above = false, minWidth = 180 }: MenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const id = useId();
  const close = () => setAnchor(null);
  const choice = items.some((item) => 'selected' in item && item.selected !== undefined);
  return (
    <>
      {cloneElement(trigger, {
        'aria-haspopup': 'menu',
        'aria-expanded': anchor !== null,
        'aria-controls': anchor ? id : undefined,
        onPointerEnter: () => void preloadPopups(),
        onFocus: () => void preloadPopups(),
        onClick: (event: { currentTarget: HTMLElement }) => setAnchor(event.currentTarget),
      })}
      {anchor && (
        <Suspense fallback={null}>
          <LazyMenu
            open
            anchorEl={anchor}
            onClose={close}
            anchorOrigin={{ vertical: above ? 'top' : 'bottom', horizontal: edgeOf(align) }}
            transformOrigin={{ vertical: above ? 'bottom' : 'top', horizontal: edgeOf(align) }}
            transitionDuration={120}
            slotProps={{
              list: { id, 'aria-label': label },
              paper: { sx: { minWidth: Math.max(minWidth, 0), maxWidth: 360 } },
            }}
          >
            {items.map((item) => {
              if ('divider' in item) {
                return <Divider key={item.id} role="separator" />;
              }
              if ('heading' in item)
                return (
                  <Heading key={item.id} role="presentation">
                    {item.heading}
                  </Heading>
                );
              const content = (
                <>
                  {choice && <Lead aria-hidden="true">{item.selected && <Check size={14} />}</Lead>}
                  {item.icon && <Lead aria-hidden="true">{item.icon}</Lead>}
                  <Label>
                    <span>{item.label}</span>
                    {item.hint && <Hint>{item.hint}</Hint>}
                  </Label>
                </>
              );
              const common = {
                selected: item.selected ?? false,
                disabled: item.disabled ?? false,
                ...(item.selected === undefined
                  ? {}
                  : { role: 'menuitemradio', 'aria-checked': item.selected }),
                ...(item.tone === 'negative' ? { sx: { color: token.negative } } : {}),
              };
              const select = () => {
                close();
                item.onSelect?.();
              };
              return item.to === undefined ? (
                <LazyMenuItem key={item.id} {...common} onClick={select}>
                  {content}
                </LazyMenuItem>
              ) : (
                <LazyMenuItem
                  key={item.id}
                  {...common}
                  onClick={select}
                  {...{ component: RouteLink, to: item.to }}
                >
                  {content}
                </LazyMenuItem>
              );
            })}
          </LazyMenu>
        </Suspense>
      )}
    </>
  );
}
