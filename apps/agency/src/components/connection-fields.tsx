import type { Connection } from '@foyer/contract/ingest';
import { SelectField, styled, TextField } from '@foyer/ui';
import { CONSENT_WORDS } from './vendor-words.ts';
import { fieldFailure } from './write-failure.tsx';

export type ConnectionSettings = Readonly<{
  name: string;
  consent: Connection['consent'];
  /** As it was typed. */
  retentionDays: string;
}>;

export const ConnectionForm = styled('div')({ display: 'grid', gap: 16, paddingBlockStart: 8 });

const CONSENTS = Object.entries(CONSENT_WORDS).map(([value, label]) => ({ value, label }));

export const isReady = ({ name, retentionDays }: ConnectionSettings): boolean =>
  name.trim() !== '' && /^\d{1,4}$/.test(retentionDays) && Number(retentionDays) > 0;

type ConnectionFieldsProps = Readonly<{
  value: ConnectionSettings;
  onChange: (value: ConnectionSettings) => void;
  error: unknown;
}>;

/** What is set of a connection, new or not. */
export function ConnectionFields({ value, onChange, error }: ConnectionFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        error={fieldFailure(error, 'name')}
        maxLength={120}
        required
      />
      <SelectField
        label="Consent to recording"
        value={value.consent}
        onChange={(consent) => onChange({ ...value, consent: consent as Connection['consent'] })}
        options={CONSENTS}
        help="Where the platform doesn’t say it of each call."
      />
      <TextField
        label="Days for which recordings are kept"
        value={value.retentionDays}
        onChange={(retentionDays) => onChange({ ...value, retentionDays })}
        error={fieldFailure(error, 'retentionDays')}
        inputMode="numeric"
        maxLength={4}
        required
      />
    </>
  );
}
