import type { DenialCode } from './denials.ts';
import { keysOf, literally } from './table.ts';

/** What a plan can include, each with the reason for its absence (access-model, "Recording"). */
export const entitlements = literally({
  recording_playback: 'playback_not_included',
  recording_download: 'download_not_included',
}) satisfies Record<string, DenialCode>;
export type Entitlement = keyof typeof entitlements;

/** The client's policies that open something when they are on. */
export const policies = literally({
  staff_recording_playback: 'staff_playback_off',
  recording_download: 'download_off',
}) satisfies Record<string, DenialCode>;
export type Policy = keyof typeof policies;

export type Consent = 'granted' | 'not_required' | 'pending' | 'denied' | 'withdrawn';
export type Media = 'available' | 'processing' | 'missing' | 'expired' | 'none';

/**
 * What is known of one record. A fact that a gate needs and that is absent denies.
 */
export type ResourceFacts = Readonly<{
  clientId: string;
  projectId: string;
  consent?: Consent;
  complianceHold?: boolean;
  media?: Media;
  withinRetention?: boolean;
  /** Who made the request that is to be decided. */
  requesterId?: string;
}>;

/** For each gate over a fact: null lets through, a code denies. */
export const factGates = literally({
  consent: ({ consent }) => byWord(consentWords, consent, 'consent_unknown'),
  compliance: ({ complianceHold }) =>
    complianceHold === false ? null : complianceHold === true ? 'compliance_hold' : 'compliance_unknown',
  media: ({ media }) => byWord(mediaWords, media, 'media_unknown'),
  retention: ({ withinRetention }) =>
    withinRetention === true ? null : withinRetention === false ? 'retention_over' : 'retention_unknown',
  requester: ({ requesterId }, userId) =>
    typeof requesterId !== 'string' || requesterId === ''
      ? 'requester_unknown'
      : requesterId === userId
        ? 'own_request'
        : null,
}) satisfies Record<string, (facts: ResourceFacts, userId: string) => DenialCode | null>;
export type FactGate = keyof typeof factGates;

const consentWords: Readonly<Record<Consent, DenialCode | null>> = {
  granted: null,
  not_required: null,
  pending: 'consent_pending',
  denied: 'consent_denied',
  withdrawn: 'consent_withdrawn',
};

const mediaWords: Readonly<Record<Media, DenialCode | null>> = {
  available: null,
  processing: 'media_processing',
  missing: 'media_missing',
  expired: 'media_expired',
  none: 'media_none',
};

function byWord<Word extends string>(
  words: Readonly<Record<Word, DenialCode | null>>,
  word: Word | undefined,
  unknown: DenialCode,
): DenialCode | null {
  const known = keysOf(words).find((other) => other === word);
  return known === undefined ? unknown : words[known];
}
