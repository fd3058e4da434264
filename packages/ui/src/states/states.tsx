import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { explain, GRANT_PARENT, type Denial, type DenialCode } from '@foyer/access';
import {
  CloudOff,
  Inbox,
  Lock,
  LogOut,
  RotateCw,
  SearchX,
  TriangleAlert,
  Unplug,
  WifiOff,
  Wrench,
} from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { VisuallyHidden } from '../feedback/visually-hidden.tsx';
import { formatTime, toMillis, type Instant } from '../show/format.ts';
import { RouteLink } from '../theme/link-component.tsx';
import { useLocale } from '../theme/locale.tsx';
import { monoFamily, token } from '../theme/tokens.ts';
import { PageState, type StateFrameProps } from './page-state.tsx';

const Code = styled('code')({ fontFamily: monoFamily, fontSize: '0.6875rem', userSelect: 'all' });

function useSince(since: Instant | null | undefined): string | null {
  const where = useLocale();
  return toMillis(since) === null ? null : formatTime(since, where);
}

function Retry({ onRetry, retrying = false }: { onRetry: () => void; retrying?: boolean }) {
  return (
    <Button onClick={onRetry} loading={retrying} loadingPosition="start" startIcon={<RotateCw size={14} />}>
      Try again
    </Button>
  );
}

export type EmptyProps = StateFrameProps & {
  /** What is not there: "No calls yet". */
  title: string;
  /** What will stand here and how it gets here. */
  children?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
};

/** Nothing there yet, or nothing that fits the filters: says what will stand here and how it gets here. */
export function Empty({ title, children, action, icon, ...frame }: EmptyProps) {
  return (
    <PageState {...frame} icon={icon ?? <Inbox size={20} />} title={title} action={action}>
      {children}
    </PageState>
  );
}

export type FailedProps = StateFrameProps & {
  /** What didn't happen: "The calls couldn't be loaded". */
  title?: string;
  /** The server's problem; its `requestId` is shown small, `code` 'network' is told in its own words. */
  problem?:
    | { code?: string; requestId?: string | undefined; title?: string; detail?: string | undefined }
    | null
    | undefined;
  onRetry?: (() => void) | undefined;
  /** Whether the retry is under way. */
  retrying?: boolean | undefined;
};

/** Something that should have worked didn't: what, that nothing was lost, retry, the request id small. */
export function Failed({ title, problem, onRetry, retrying = false, ...frame }: FailedProps) {
  const network = problem?.code === 'network';
  return (
    <PageState
      {...frame}
      role="alert"
      tone="negative"
      icon={network ? <WifiOff size={20} /> : <TriangleAlert size={20} />}
      title={title ?? 'This couldn’t be loaded'}
      action={onRetry && <Retry onRetry={onRetry} retrying={retrying} />}
      small={
        problem?.requestId && (
          <>
            Request <Code>{problem.requestId}</Code>
          </>
        )
      }
    >
      {network ? 'The portal couldn’t be reached. ' : 'Something went wrong on our side. '}
      Nothing was changed or lost.
    </PageState>
  );
}

export type RestrictedProps = StateFrameProps & {
  /** What it is: "Call details". */
  title: string;
  denials: readonly Denial[];
  /** "Request access", where there is such a thing; never a dead button. */
  action?: ReactNode;
};

const Reasons = styled('ul')({
  marginBlockStart: 8,
  fontSize: '0.8125rem',
  color: token.text3,
  '& > li': { paddingBlock: 2 },
});

/** These show less of what is open; they close nothing. */
const LESSENING: readonly DenialCode[] = ['role_redacted', 'role_summary', 'role_read_only'];

/** The denials that close the door: without those that follow from another, or would only have shown less behind it. */
function closing(denials: readonly Denial[]): readonly Denial[] {
  const off = new Set(denials.map(({ grant }) => grant));
  const own = denials.filter(({ code, grant }) => {
    const parent = grant && GRANT_PARENT[grant];
    return !LESSENING.includes(code) && !(parent && off.has(parent));
  });
  return own.length > 0 ? own : denials;
}

/** A closed door that explains itself: what it is, why (the layer in words) and who can change it. */
export function Restricted({ title, denials, action, ...frame }: RestrictedProps) {
  const [first, ...others] = closing(denials).map(explain);
  const further = [...new Set(others.map((other) => other.reason))].filter(
    (reason) => reason !== first?.reason,
  );
  return (
    <PageState {...frame} icon={<Lock size={20} />} title={title} action={action}>
      <p>{first ? `${first.reason} ${first.whoCanChange}` : 'You don’t have access to this.'}</p>
      {further.length > 0 && (
        <Reasons aria-label="Further reasons">
          {further.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </Reasons>
      )}
    </PageState>
  );
}

/** Why a part of the portal couldn't be loaded. */
export type LoadFailure =
  | 'network'
  | 'timeout'
  | 'http'
  | 'not-javascript'
  | 'evaluation'
  | 'incompatible'
  | 'integrity';

export type UnavailableProps = StateFrameProps & {
  /** The area's name: "Calls". */
  name: string;
  type?: LoadFailure | undefined;
  since?: Instant | null | undefined;
  /** When it tries again by itself, in milliseconds since the epoch. */
  retryAt?: number | null | undefined;
  onRetry?: (() => void) | undefined;
  retrying?: boolean | undefined;
};

const whatHappened: Readonly<Record<LoadFailure, string>> = {
  network: 'It couldn’t be reached.',
  timeout: 'It didn’t answer in time.',
  http: 'It answered with an error.',
  'not-javascript': 'It answered with something unexpected.',
  evaluation: 'It stopped while starting.',
  incompatible: 'Its version doesn’t fit this portal.',
  integrity: 'What arrived isn’t what was published, so it wasn’t started.',
};

/** Whole seconds until a moment, counted down; null without one, and once it is past. */
function useSecondsUntil(moment: number | null | undefined): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (moment === null || moment === undefined) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [moment]);
  const seconds = Math.ceil(((moment ?? 0) - now) / 1_000);
  return seconds > 0 ? seconds : null;
}

/** A part of the portal is down: what, that the rest works, retry, since when, and when it tries by itself. */
export function Unavailable(props: UnavailableProps) {
  const { name, type, since, retryAt, onRetry, retrying = false, ...frame } = props;
  const at = useSince(since);
  const seconds = useSecondsUntil(retryAt);
  return (
    <PageState
      {...frame}
      role="alert"
      tone="warning"
      icon={<Unplug size={20} />}
      title={`${name} isn’t available right now`}
      action={onRetry && <Retry onRetry={onRetry} retrying={retrying} />}
      small={
        <>
          {at && `Since ${at}`}
          {seconds !== null && (
            <>
              {/* A screen reader would be told each second. */}
              <span aria-hidden="true">
                {at && ' · '}Tries again by itself in {seconds} s
              </span>
              <VisuallyHidden>It tries again by itself.</VisuallyHidden>
            </>
          )}
        </>
      }
    >
      {type ? `${whatHappened[type]} ` : ''}The rest of the portal works as usual.
    </PageState>
  );
}

export type MaintenanceProps = StateFrameProps & {
  /** The area's name: "Calls". */
  name: string;
  /** The operator's own words. */
  message: string;
};

/** A part of the portal was taken down on purpose: calm, with the words of who did it. */
export function Maintenance({ name, message, ...frame }: MaintenanceProps) {
  return (
    <PageState
      {...frame}
      icon={<Wrench size={20} />}
      title={`${name} is being worked on`}
      small="It comes back by itself"
    >
      {message}
    </PageState>
  );
}

export type NotFoundProps = StateFrameProps & {
  /** What was looked for: "This call". Default "This page". */
  what?: string;
  /** Where to go instead. */
  back?: { to: string; label: string };
};

/** Nothing stands at this address; the same words whether it never did or isn't this person's to see. */
export function NotFound({ what = 'This page', back, ...frame }: NotFoundProps) {
  return (
    <PageState
      {...frame}
      icon={<SearchX size={20} />}
      title={`${what} wasn’t found`}
      action={
        back && (
          <Button component={RouteLink} to={back.to}>
            {back.label}
          </Button>
        )
      }
    >
      The address may be mistyped, or it was removed.
    </PageState>
  );
}

export type OfflineProps = StateFrameProps & {
  since?: Instant | null | undefined;
  onRetry?: (() => void) | undefined;
};

/** The device has no connection. */
export function Offline({ since, onRetry, ...frame }: OfflineProps) {
  const at = useSince(since);
  return (
    <PageState
      {...frame}
      tone="warning"
      icon={<CloudOff size={20} />}
      title="You’re offline"
      action={onRetry && <Retry onRetry={onRetry} />}
      small={at && `Since ${at}`}
    >
      The portal goes on as soon as the connection is back. What you typed is kept.
    </PageState>
  );
}

export type SessionEndedProps = StateFrameProps & {
  onSignIn?: (() => void) | undefined;
  /** Where to sign in, when it is a link. */
  to?: string;
  /** Why, when it is known: "You were signed out on another device." */
  reason?: string;
};

/** The session is over: sign in again and be back where one was. */
export function SessionEnded({ onSignIn, to, reason, ...frame }: SessionEndedProps) {
  return (
    <PageState
      {...frame}
      role="alert"
      icon={<LogOut size={20} />}
      title="Your session has ended"
      action={
        to ? (
          <Button variant="contained" component={RouteLink} to={to}>
            Sign in again
          </Button>
        ) : (
          onSignIn && (
            <Button variant="contained" onClick={onSignIn}>
              Sign in again
            </Button>
          )
        )
      }
    >
      {reason ? `${reason} ` : ''}Sign in to be back where you were; what you typed is kept.
    </PageState>
  );
}

export type DenialNoteProps = {
  /** Why; the first is said in full, the others follow. */
  denials: readonly Denial[];
  /** What is closed: "Recording". Left out where the place says it. */
  title?: string;
  /** `line` for a hidden column or field, `panel` for a part of a page. Default `panel`. */
  variant?: 'line' | 'panel';
};

const Note = styled('div')({
  display: 'flex',
  gap: 10,
  fontSize: '0.8125rem',
  lineHeight: 1.45,
  color: token.text2,
  '& > svg': { flex: 'none', marginBlockStart: 1, color: token.text3 },
  '& strong': { display: 'block', fontWeight: 600, color: token.text1 },
});

const panel = {
  padding: '12px 14px',
  borderRadius: token.radius,
  backgroundColor: token.surface2,
} as const;

/** One closed gate, explained where it stands: a blocked recording, a hidden column. */
export function DenialNote({ denials, title, variant = 'panel' }: DenialNoteProps) {
  const words = denials.map(explain);
  if (words.length === 0) return null;
  return (
    <Note role="note" sx={variant === 'panel' ? panel : {}}>
      <Lock size={15} aria-hidden="true" />
      <div>
        {title && <strong>{title}</strong>}
        {words.map(({ reason, whoCanChange }) => (
          <p key={reason}>
            {reason} {whoCanChange}
          </p>
        ))}
      </div>
    </Note>
  );
}
