// The host API: what remotes may use of the shell, version HOST_API_VERSION. One copy, the shell's.
export { areaOf, areas, type Area, type AreaIcon } from './areas.ts';
export { HOST_API_VERSION } from './host-version.ts';
export {
  HostProvider,
  useApi,
  useDecision,
  useHost,
  useProject,
  useScope,
  useSession,
  type Host,
  type HostValue,
  type ProjectChoice,
  type Scope,
} from './host.tsx';
export type { RemoteAddress } from './manifest.ts';
export { news, useNews, type NewsTopic } from './news.ts';
export { unsavedChanges, useUnsavedChanges, type DraftField } from './unsaved-changes.ts';
