import { useId } from 'react';
import { explain, type Decision, type Denial, type DenialCode } from '@foyer/access';
import { Clock, Lock, VolumeX, ShieldCheck, styled, token } from '@foyer/ui';

/** What the panel is headed with, the most telling first: what has become of the audio before who may hear it. */
const TITLES: readonly (readonly [DenialCode, string])[] = [
  ['media_none', 'There is no recording of this call'],
  ['media_processing', 'The recording is being prepared'],
  ['media_expired', 'The recording is no longer kept'],
  ['retention_over', 'The recording is no longer kept'],
  ['media_missing', 'The recording is missing'],
  ['compliance_hold', 'The recording is on hold'],
  ['consent_withdrawn', 'Consent was withdrawn'],
  ['consent_denied', 'Consent was not given'],
  ['consent_pending', 'Waiting for the caller’s consent'],
  ['playback_not_included', 'Recordings aren’t part of your plan'],
  ['staff_playback_off', 'Recordings are closed to your role'],
];

/** In the order of the titles, so that the first sentence is the one that the title is of. */
function inOrder(denials: readonly Denial[]): Denial[] {
  const place = ({ code }: Denial) => {
    const index = TITLES.findIndex(([known]) => known === code);
    return index < 0 ? TITLES.length : index;
  };
  return denials.toSorted((one, other) => place(one) - place(other));
}

const ICONS: Partial<Record<DenialCode, typeof Lock>> = {
  media_none: VolumeX,
  media_processing: Clock,
  compliance_hold: ShieldCheck,
};

const Panel = styled('section')({
  display: 'grid',
  gridTemplateColumns: 'auto minmax(0, 1fr)',
  columnGap: 12,
  padding: '12px 14px',
  borderRadius: token.radiusLarge,
  backgroundColor: token.surface2,
  fontSize: '0.8125rem',
  lineHeight: 1.5,
  color: token.text2,
  '& > svg': { marginBlockStart: 3, color: token.text3 },
  '& h3': { fontSize: '0.875rem', color: token.text1 },
  '& li + li': { marginBlockStart: 6, paddingBlockStart: 6, borderBlockStart: `1px solid ${token.line}` },
});

/** Why the recording can't be heard: every gate that is closed, and for each who could open it. */
export function RecordingGate({ playback }: Readonly<{ playback: Decision }>) {
  const id = useId();
  const codes = playback.denials.map((denial) => denial.code);
  const [leading, title] = TITLES.find(([code]) => codes.includes(code)) ?? [
    undefined,
    'The recording is closed',
  ];
  const Icon = (leading && ICONS[leading]) ?? Lock;
  return (
    <Panel aria-labelledby={id}>
      <Icon size={16} aria-hidden="true" />
      <div>
        <h3 id={id}>{title}</h3>
        <ul>
          {inOrder(playback.denials).map((denial) => {
            const { reason, whoCanChange } = explain(denial);
            return (
              <li key={denial.code + (denial.grant ?? '')}>
                {reason} {whoCanChange}
              </li>
            );
          })}
        </ul>
      </div>
    </Panel>
  );
}
