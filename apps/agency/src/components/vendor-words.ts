import type { Connection, FailureReason, IngestFailure, Vendor } from '@foyer/contract/ingest';

export const VENDOR_NAMES: Readonly<Record<Vendor, string>> = {
  vapi: 'Vapi',
  retell: 'Retell',
  elevenlabs: 'ElevenLabs',
  generic: 'Plain JSON',
};

export const VENDORS = Object.keys(VENDOR_NAMES) as Vendor[];

/** Vendors who make the secret themselves, so that it is entered here. */
export const MAKES_SECRET: Readonly<Record<Vendor, boolean>> = {
  vapi: false,
  retell: true,
  elevenlabs: true,
  generic: false,
};

/** What is done at the vendor so that calls come in. */
export const VENDOR_STEPS: Readonly<Record<Vendor, string>> = {
  vapi: 'In Vapi, make a custom credential of the kind HMAC with this secret, and set this address as the server URL of the assistants, with the message “end-of-call-report”.',
  retell:
    'In Retell, set this address as the webhook of the account or of the agent, and enter here the API key that carries the webhook badge.',
  elevenlabs:
    'In ElevenLabs, add a post-call webhook with this address, for transcriptions and audio, and enter here the secret that it shows.',
  generic:
    'Send each call as JSON to this address, signed with this secret. The format is described in the interface’s reference.',
};

/** What the vendor calls the one who speaks. */
export const ASSISTANT_WORDS: Readonly<Record<Vendor, string>> = {
  vapi: 'Assistant',
  retell: 'Agent',
  elevenlabs: 'Agent',
  generic: 'Agent',
};

export const CONSENT_WORDS: Readonly<Record<Connection['consent'], string>> = {
  granted: 'Callers are asked, and agree',
  not_required: 'Not required',
  pending: 'Not known: recordings stay closed',
};

const REASONS: Readonly<Record<FailureReason, string>> = {
  not_json: 'What came is not JSON.',
  unknown_event: 'This kind of event is not known here.',
  unreadable: 'A part that a call needs is missing.',
  no_agent: 'No agent is set for this assistant.',
  incomplete: 'The rest of this call has not come.',
  internal: 'Something went wrong on our side.',
  audio_address: 'The recording lies at an address that isn’t public.',
  audio_refused: 'The platform didn’t hand out the recording.',
  audio_unreachable: 'The recording couldn’t be reached.',
  audio_too_large: 'The recording is too large.',
  audio_not_audio: 'What came is not audio that can be played.',
};

/** Why something that came in is no call, with what it is about. */
export function reasonWords({ reason, subject }: Pick<IngestFailure, 'reason' | 'subject'>): string {
  if (reason === 'no_agent' && subject !== null) return `No agent is set for ${subject}.`;
  if (reason === 'no_agent') return 'The event doesn’t say which assistant took the call.';
  if (reason === 'unreadable' && subject !== null) return `${subject} is missing or can’t be read.`;
  if (reason === 'unknown_event' && subject !== null) return `The event “${subject}” is not known here.`;
  return REASONS[reason];
}
