import { styled } from '@mui/material/styles';
import {
  cloneElement,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { createPortal } from 'react-dom';
import { schemes } from '../theme/tokens.ts';

export type TooltipProps = {
  /** Plain words; what must be known without hovering doesn't belong here. */
  title: ReactNode;
  /** One focusable element. */
  children: ReactElement<Record<string, unknown>>;
  /** Whether the words are the element's name (an icon button without one). Default: they describe it. */
  labels?: boolean;
  side?: 'top' | 'bottom' | 'end';
  /** Keys that do the same, shown beside the words. */
  keys?: string;
};

const Bubble = styled('div')({
  position: 'fixed',
  zIndex: 1500,
  maxWidth: 280,
  padding: '4px 8px',
  borderRadius: 6,
  fontSize: '0.75rem',
  lineHeight: 1.4,
  color: schemes.dark.text[0],
  backgroundColor: '#20242b',
  boxShadow: '0 4px 16px rgb(0 0 0 / 0.24), 0 0 0 1px rgb(255 255 255 / 0.08)',
  pointerEvents: 'none',
  overflowWrap: 'anywhere',
  '& kbd': { marginInlineStart: 8, font: 'inherit', color: schemes.dark.text[2] },
});

const OPEN_AFTER = 350;
const GAP = 6;

function place(bubble: HTMLElement, anchor: HTMLElement, side: NonNullable<TooltipProps['side']>) {
  const at = anchor.getBoundingClientRect();
  const own = bubble.getBoundingClientRect();
  const rtl = document.documentElement.dir === 'rtl';
  let top = side === 'bottom' ? at.bottom + GAP : at.top - own.height - GAP;
  let left = at.left + at.width / 2 - own.width / 2;
  if (side === 'end') {
    top = at.top + at.height / 2 - own.height / 2;
    left = rtl ? at.left - own.width - GAP : at.right + GAP;
  } else if (top < 4) top = at.bottom + GAP;
  else if (top + own.height > window.innerHeight - 4) top = at.top - own.height - GAP;
  bubble.style.top = `${Math.max(4, top)}px`;
  bubble.style.left = `${Math.min(Math.max(4, left), window.innerWidth - own.width - 4)}px`;
}

/** A few words beside an element, on hover after a moment and on keyboard focus at once; Escape hides them. */
export function Tooltip({ title, children, labels = false, side = 'top', keys }: TooltipProps) {
  const id = useId();
  const [near, setNear] = useState<HTMLElement | null>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const bubble = useRef<HTMLDivElement>(null);
  const hide = () => {
    setNear(null);
    setAnchor(null);
  };
  useEffect(() => {
    if (!near) return;
    const timer = setTimeout(() => setAnchor(near), OPEN_AFTER);
    return () => clearTimeout(timer);
  }, [near]);
  useLayoutEffect(() => {
    if (anchor && bubble.current) place(bubble.current, anchor, side);
  }, [anchor, side, title]);
  useEffect(() => {
    if (!anchor) return;
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && setAnchor(null);
    const onScroll = () => setAnchor(null);
    document.addEventListener('keydown', onKey);
    document.addEventListener('scroll', onScroll, true);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('scroll', onScroll, true);
    };
  }, [anchor]);
  if (title === null || title === undefined || title === '') return children;
  type At = { currentTarget: HTMLElement; pointerType?: string };
  const own = children.props as Record<string, ((event: unknown) => void) | undefined>;
  const both = (name: string, then: (event: At) => void) => (event: At) => {
    own[name]?.(event);
    then(event);
  };
  const described = anchor ? { 'aria-describedby': id } : {};
  const named =
    labels && typeof title === 'string' ? { 'aria-label': own['aria-label'] ?? title } : described;
  return (
    <>
      {cloneElement(children, {
        ...named,
        onPointerEnter: both('onPointerEnter', (event) => {
          if (event.pointerType !== 'touch') setNear(event.currentTarget);
        }),
        onPointerLeave: both('onPointerLeave', hide),
        onPointerDown: both('onPointerDown', hide),
        onFocus: both('onFocus', (event) => {
          if (event.currentTarget.matches(':focus-visible')) setAnchor(event.currentTarget);
        }),
        onBlur: both('onBlur', hide),
      })}
      {anchor &&
        createPortal(
          <Bubble ref={bubble} role="tooltip" id={id}>
            {title}
            {keys && <kbd>{keys}</kbd>}
          </Bubble>,
          document.body,
        )}
    </>
  );
}
