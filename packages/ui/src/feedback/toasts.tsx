import { styled } from '@mui/material/styles';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { motion, token } from '../theme/tokens.ts';
import { announce } from './announce.tsx';

export type ToastTone = 'info' | 'positive' | 'negative';
export type ToastOptions = {
  tone?: ToastTone;
  /** One thing to do about it: "Undo". */
  action?: { label: string; onClick: () => void };
  /** ms until it goes; default 6000, never for `negative` or with 0. Waits while it is pointed at or focused. */
  duration?: number;
  /** In place of the cross: another word, and what else it does. With null it stays until something else takes it away. */
  dismiss?: { label: string; onClick: () => void } | null;
};

type Toast = Readonly<ToastOptions & { id: number; message: string }>;

// One stack a page, whichever remote speaks.
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]) {
  toasts = next;
  for (const tell of listeners) tell();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Takes a toast away. */
export const dismissToast = (id: number): void => set(toasts.filter((toast) => toast.id !== id));

/**
 * Says in passing that something happened; never the only place where a failure is told. Returns its id.
 *
 * @example toast('Saved', { tone: 'positive', action: { label: 'Undo', onClick: undo } })
 */
export function toast(message: string, options: ToastOptions = {}): number {
  const id = nextId++;
  // What waits for an answer isn't pushed out by what passes.
  const waiting = toasts.filter((shown) => shown.dismiss !== undefined);
  const passing = toasts.filter((shown) => shown.dismiss === undefined);
  set([...waiting, ...passing.slice(-2), { ...options, id, message }]);
  announce(message, options.tone === 'negative' ? 'assertive' : 'polite');
  return id;
}

const Stack = styled('section')({
  position: 'fixed',
  zIndex: 1400,
  insetBlockEnd: 16,
  insetInlineEnd: 16,
  display: 'grid',
  gap: 8,
  width: 'min(360px, calc(100vw - 32px))',
});

const Card = styled('div')({
  '@keyframes foyer-toast': { from: { opacity: 0, transform: 'translateY(8px)' } },
  animation: `foyer-toast ${motion.place}`,
  display: 'flex',
  alignItems: 'flex-start',
  gap: 10,
  padding: '10px 8px 10px 12px',
  borderRadius: token.radiusLarge,
  backgroundColor: token.surface1,
  color: token.text1,
  // In the dark a shadow alone has no edge.
  boxShadow: `inset 0 0 0 1px ${token.line}, ${token.shadow2}`,
  fontSize: '0.8125rem',
  lineHeight: '20px',
  '& > svg': { flex: 'none', marginBlockStart: 2 },
  '& > p': { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
});

const Plain = styled('button')({
  flex: 'none',
  border: 0,
  padding: '0 6px',
  minHeight: 20,
  borderRadius: 4,
  background: 'none',
  cursor: 'pointer',
  color: token.text3,
  display: 'grid',
  placeItems: 'center',
  '&:hover': { color: token.text1, backgroundColor: token.surface2 },
});

const marks = {
  info: <Info size={16} aria-hidden="true" color={token.info} />,
  positive: <CircleCheck size={16} aria-hidden="true" color={token.positive} />,
  negative: <CircleAlert size={16} aria-hidden="true" color={token.negative} />,
} as const;

function ToastCard(props: Toast) {
  const { id, message, tone = 'info', action, dismiss } = props;
  const { duration = tone === 'negative' || dismiss !== undefined ? 0 : 6000 } = props;
  useEffect(() => {
    if (duration <= 0) return;
    const timer = setInterval(() => {
      // What is being read or reached for stays.
      if (!document.querySelector(`[data-toast="${id}"]:is(:hover, :focus-within)`)) dismissToast(id);
    }, duration);
    return () => clearInterval(timer);
  }, [id, duration]);
  return (
    <Card data-toast={id}>
      {marks[tone]}
      <p>{message}</p>
      {action && (
        <Plain
          type="button"
          sx={{ color: token.accentText, fontWeight: 500 }}
          onClick={() => {
            dismissToast(id);
            action.onClick();
          }}
        >
          {action.label}
        </Plain>
      )}
      {dismiss ? (
        <Plain
          type="button"
          onClick={() => {
            dismissToast(id);
            dismiss.onClick();
          }}
        >
          {dismiss.label}
        </Plain>
      ) : (
        dismiss !== null && (
          <Plain type="button" aria-label="Dismiss" onClick={() => dismissToast(id)}>
            <X size={14} />
          </Plain>
        )
      )}
    </Card>
  );
}

/** The page's stack of toasts; `ThemeRoot` renders it. */
export function Toasts() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => toasts,
  );
  return (
    <Stack aria-label="Notifications">
      {shown.map((item) => (
        <ToastCard key={item.id} {...item} />
      ))}
    </Stack>
  );
}
