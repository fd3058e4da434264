import { createContext, use, useMemo, type ReactNode } from 'react';
import type { Capability, Decision } from '@foyer/access';
import type { Client, Session } from '@foyer/contract';

/** The projects of the person's scope, and the one chosen for the whole portal. */
export type ProjectChoice = Readonly<{
  /** The chosen project's id from `?project=`, or null for all of them. Never one outside the scope. */
  id: string | null;
  all: readonly Readonly<{ id: string; name: string }>[];
  /** Chooses a project, or all with null. Stays on the page and replaces the history entry. */
  choose: (id: string | null) => void;
}>;

/** What the shell does for a page. */
export type Host = Readonly<{
  /** Has assistive technology say something that only the eye would notice: "Copied", "12 calls". */
  announce: (message: string) => void;
  /** Names the page: in the browser's title, before the brand. The page's heading says the same. */
  setTitle: (title: string) => void;
  /**
   * An in-portal address for links and `navigate` that carries the project choice:
   * `href('/agents/42')` → `/agents/42?project=…`.
   */
  href: (path: string) => string;
  /** Hands an unexpected error to telemetry. Expected failures are shown, not reported. */
  report: (error: unknown, context?: Readonly<Record<string, string>>) => void;
}>;

export type HostValue = Readonly<{ session: Session; api: Client; project: ProjectChoice; host: Host }>;

const HostContext = createContext<HostValue | null>(null);

/** Gives pages what the hooks below read. The shell renders it once; a page's test renders it around the page. */
export function HostProvider({ value, children }: { value: HostValue; children: ReactNode }) {
  return <HostContext value={value}>{children}</HostContext>;
}

function useHostValue(): HostValue {
  const value = use(HostContext);
  if (!value) throw new Error('This page is outside of HostProvider.');
  return value;
}

/** Who is signed in, for which client, with which decisions. Changes when the server says so. */
export function useSession(): Session {
  return useHostValue().session;
}

/** The decision on a capability, with the denials that lowered it. Unknown means denied. */
export function useDecision(capability: Capability): Decision {
  // The session was parsed when it arrived; its schema only spells an absent `grant` another way.
  const decisions = useHostValue().session.decisions as Partial<Record<Capability, Decision>>;
  return decisions[capability] ?? DENIED;
}

/** The typed client of the portal's API. Rejects with `ApiError`; the shell has dealt with a session that ended. */
export function useApi(): Client {
  return useHostValue().api;
}

/** The project choice, which stands in the URL and narrows every list. */
export function useProject(): ProjectChoice {
  return useHostValue().project;
}

/** Whose records a page shows: of the client of the session, and of the project chosen in the shell. Both are part of every query's key. */
export type Scope = Readonly<{ api: Client; clientId: string | null; projectId: string | null }>;

/** The scope of this page's queries. The same object for as long as nothing of it changes. */
export function useScope(): Scope {
  const { api, session, project } = useHostValue();
  const clientId = session.client?.id ?? null;
  const { id: projectId } = project;
  return useMemo(() => ({ api, clientId, projectId }), [api, clientId, projectId]);
}

/** Announcements, titles, links and telemetry. */
export function useHost(): Host {
  return useHostValue().host;
}

const DENIED: Decision = { level: 'none', denials: [] };
