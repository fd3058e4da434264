import type { Canary } from './canaries.ts';

/** Who reads, as far as it decides which canaries may be met. Ids are their first eight digits. */
export type Reader =
  | { readonly kind: 'agency'; readonly agency: string; readonly clients: ReadonlySet<string> }
  | {
      readonly kind: 'client';
      readonly agency: string;
      readonly client: string;
      readonly person: string;
      readonly staff: boolean;
      /** An agency's person who sees what this one sees, and why they said that they would. */
      readonly viewed: boolean;
      readonly projects: ReadonlySet<string> | 'all';
      readonly grants: ReadonlySet<string>;
    };

/** Access-model, once more in its own words: whether a canary may be in something that this reader was sent. */
export function mayRead(reader: Reader, { owner, project, kind }: Canary): boolean {
  if (kind === 'masked') return false;
  if (kind === 'agency') return owner === reader.agency;
  if (reader.kind === 'agency') return reader.clients.has(owner);
  if (owner !== reader.client || kind === 'invited') return false;
  if (kind === 'asked') return project === reader.person;
  if (kind === 'viewed') return reader.viewed;
  if (project !== 'anywhere' && reader.projects !== 'all' && !reader.projects.has(project)) return false;
  if (kind === 'agent') return !reader.staff && reader.grants.has('view_agents');
  if (kind === 'details') return reader.grants.has('view_call_details');
  if (kind === 'caller') return !reader.staff && reader.grants.has('view_call_details');
  return true;
}
