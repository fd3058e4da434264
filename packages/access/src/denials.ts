import type { Grant } from './catalogue.ts';
import { keysOf, literally } from './table.ts';

/** What can lower a decision, in the order in which denials are listed (access-model, "Levels"). */
export const LAYERS = literally([
  'role',
  'grant',
  'dependency',
  'scope',
  'entitlement',
  'policy',
  'consent',
  'compliance',
  'media',
  'retention',
  'mfa',
  'view_as',
]);
export type Layer = (typeof LAYERS)[number];

export type ChangeableBy = 'agency' | 'client_admin' | 'self' | 'nobody';

interface DenialEntry {
  readonly layer: Layer;
  readonly changeableBy: ChangeableBy;
  /** One plain sentence. `{grant}` and `{parent}` stand for the labels of the grant concerned and its parent. */
  readonly reason: string;
  readonly whoCanChange: string;
}

/** Every reason there is, once: its layer, who can change it, and its words (look, "Words"). */
export const denials = literally({
  unknown_capability: {
    layer: 'role',
    changeableBy: 'nobody',
    reason: "This part of the portal isn't known, so it stays closed.",
    whoCanChange: 'Reload the page. If it stays closed, tell your agency.',
  },
  unknown_subject: {
    layer: 'role',
    changeableBy: 'nobody',
    reason: "We couldn't tell who is asking, so this stays closed.",
    whoCanChange: 'Sign in again. If it stays closed, tell your agency.',
  },
  unknown_facts: {
    layer: 'scope',
    changeableBy: 'nobody',
    reason: "We couldn't tell what this is about, so it stays closed.",
    whoCanChange: 'Reload the page. If it stays closed, tell your agency.',
  },
  role_none: {
    layer: 'role',
    changeableBy: 'agency',
    reason: "Your role doesn't include this.",
    whoCanChange: 'Your agency can change your role.',
  },
  role_agency_only: {
    layer: 'role',
    changeableBy: 'nobody',
    reason: 'Your agency looks after this.',
    whoCanChange: 'Ask your agency to do it for you.',
  },
  role_redacted: {
    layer: 'role',
    changeableBy: 'agency',
    reason: 'Your role sees this without caller details.',
    whoCanChange: 'Your agency can change your role.',
  },
  role_summary: {
    layer: 'role',
    changeableBy: 'client_admin',
    reason: 'Your role sees a summary of this.',
    whoCanChange: 'An admin of your company can see and change the details.',
  },
  role_read_only: {
    layer: 'role',
    changeableBy: 'client_admin',
    reason: "Your role can look at this but can't change it.",
    whoCanChange: 'Ask an admin of your company to make the change.',
  },
  section_unavailable: {
    layer: 'role',
    changeableBy: 'agency',
    reason: "Your role doesn't include this section of the settings.",
    whoCanChange: 'An admin of your company looks after it. Your agency can change your role.',
  },
  no_section: {
    layer: 'role',
    changeableBy: 'nobody',
    reason: 'There is no such section in your settings.',
    whoCanChange: 'Choose one of the sections in the menu.',
  },
  grant_off: {
    layer: 'grant',
    changeableBy: 'agency',
    reason: "Your agency hasn't turned on {grant} for your company.",
    whoCanChange: 'Ask your agency to turn on {grant}.',
  },
  parent_off: {
    layer: 'dependency',
    changeableBy: 'agency',
    reason: "{grant} needs {parent}, and your agency hasn't turned on {parent} for your company.",
    whoCanChange: 'Ask your agency to turn on {parent}.',
  },
  no_client_chosen: {
    layer: 'scope',
    changeableBy: 'self',
    reason: 'This belongs to a client, and no client is chosen.',
    whoCanChange: 'Choose a client first.',
  },
  other_tenant: {
    layer: 'scope',
    changeableBy: 'nobody',
    reason: "This isn't part of your company's portal.",
    whoCanChange: 'Go back to your own portal.',
  },
  out_of_scope: {
    layer: 'scope',
    changeableBy: 'agency',
    reason: "This isn't in a project of yours.",
    whoCanChange: 'If you need it, ask your agency to add you to its project.',
  },
  own_request: {
    layer: 'scope',
    changeableBy: 'agency',
    reason: 'This is your own request, and nobody decides their own.',
    whoCanChange: 'Another admin of your agency can decide it.',
  },
  requester_unknown: {
    layer: 'scope',
    changeableBy: 'nobody',
    reason: "We don't know who made this request, so nobody can decide it.",
    whoCanChange: 'A new request can be made in its place.',
  },
  playback_not_included: {
    layer: 'entitlement',
    changeableBy: 'agency',
    reason: "Your plan doesn't include listening to recordings.",
    whoCanChange: 'Ask your agency to add it to your plan.',
  },
  download_not_included: {
    layer: 'entitlement',
    changeableBy: 'agency',
    reason: "Your plan doesn't include downloading recordings.",
    whoCanChange: 'Ask your agency to add it to your plan.',
  },
  staff_playback_off: {
    layer: 'policy',
    changeableBy: 'agency',
    reason: 'Your company keeps recordings to admins and managers.',
    whoCanChange: 'Your agency can let staff listen to recordings.',
  },
  download_off: {
    layer: 'policy',
    changeableBy: 'agency',
    reason: 'Your company has downloading of recordings turned off.',
    whoCanChange: 'Your agency can turn it on.',
  },
  search_caller_details: {
    layer: 'policy',
    changeableBy: 'nobody',
    reason: "You can't search for phone numbers, email addresses or dates of birth.",
    whoCanChange: 'Search for a word instead, or filter by date, agent or status.',
  },
  consent_pending: {
    layer: 'consent',
    changeableBy: 'nobody',
    reason: "The caller hasn't answered yet whether they agree.",
    whoCanChange: 'It opens if the caller agrees.',
  },
  consent_denied: {
    layer: 'consent',
    changeableBy: 'nobody',
    reason: "The caller didn't agree to this.",
    whoCanChange: 'Only the caller could have agreed.',
  },
  consent_withdrawn: {
    layer: 'consent',
    changeableBy: 'nobody',
    reason: 'The caller has taken back their consent.',
    whoCanChange: 'Only the caller can give it again.',
  },
  consent_unknown: {
    layer: 'consent',
    changeableBy: 'nobody',
    reason: "We don't know whether the caller agreed, so this stays closed.",
    whoCanChange: 'It opens once the consent is on record.',
  },
  compliance_hold: {
    layer: 'compliance',
    changeableBy: 'agency',
    reason: 'This call is held back while it is being reviewed.',
    whoCanChange: 'Your agency can lift the hold when the review is over.',
  },
  compliance_unknown: {
    layer: 'compliance',
    changeableBy: 'agency',
    reason: "We don't know whether this call is held back, so it stays closed.",
    whoCanChange: 'Ask your agency to check the call.',
  },
  media_processing: {
    layer: 'media',
    changeableBy: 'nobody',
    reason: 'The recording is still being prepared.',
    whoCanChange: 'It will be here in a few minutes.',
  },
  media_missing: {
    layer: 'media',
    changeableBy: 'nobody',
    reason: "The recording can't be found.",
    whoCanChange: 'Tell your agency, who can look into it.',
  },
  media_expired: {
    layer: 'media',
    changeableBy: 'nobody',
    reason: 'The recording has been deleted, because its time was over.',
    whoCanChange: "It can't be brought back.",
  },
  media_none: {
    layer: 'media',
    changeableBy: 'nobody',
    reason: "This call wasn't recorded.",
    whoCanChange: 'There is nothing to open.',
  },
  media_unknown: {
    layer: 'media',
    changeableBy: 'nobody',
    reason: "We don't know whether there is a recording.",
    whoCanChange: 'Try again in a few minutes.',
  },
  retention_over: {
    layer: 'retention',
    changeableBy: 'nobody',
    reason: 'The call is older than your company keeps recordings.',
    whoCanChange: "It can't be brought back.",
  },
  retention_unknown: {
    layer: 'retention',
    changeableBy: 'nobody',
    reason: "We don't know how long this may be kept, so it stays closed.",
    whoCanChange: 'Ask your agency to check how long recordings are kept.',
  },
  mfa_outstanding: {
    layer: 'mfa',
    changeableBy: 'self',
    reason: 'Your sign-in needs a second step.',
    whoCanChange: 'Finish the second step of signing in.',
  },
  view_as_read_only: {
    layer: 'view_as',
    changeableBy: 'self',
    reason: 'You are viewing as someone else, so nothing can be changed.',
    whoCanChange: 'Stop viewing as to make changes.',
  },
  view_as_agency: {
    layer: 'view_as',
    changeableBy: 'self',
    reason: "This isn't open while you are viewing as someone else.",
    whoCanChange: 'Stop viewing as to go on.',
  },
}) satisfies Record<string, DenialEntry>;

export type DenialCode = keyof typeof denials;

/** Every code, for schemas that carry denials over the wire. */
export const DENIAL_CODES = keysOf(denials);

/** One layer that lowered a decision, and who can change that. */
export type Denial = Readonly<{
  layer: Layer;
  code: DenialCode;
  changeableBy: ChangeableBy;
  /** Which grant is off (layer `grant`), or lacks its parent (layer `dependency`). */
  grant?: Grant;
}>;

/** The denial of a code, with the layer and the changer that belong to it. */
export function denial(code: DenialCode, grant?: Grant): Denial {
  const { layer, changeableBy } = denials[code];
  return grant === undefined ? { layer, code, changeableBy } : { layer, code, changeableBy, grant };
}
