import type { GrantProvenance, Overrides } from '@foyer/contract/permissions';
import { Button, formatDate, formatDateTime, styled, useLocale } from '@foyer/ui';

const Line = styled('p')({ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: '0 8px' });
const Plain = styled(Button)({ minHeight: 20, padding: '0 4px', marginInline: -4, fontSize: '0.75rem' });

type ProvenanceProps = Readonly<{
  label: string;
  saved: GrantProvenance;
  draft: Overrides[keyof Overrides];
  onReset: () => void;
}>;

const word = (on: boolean) => (on ? 'on' : 'off');

/** Where a value comes from: the copied defaults, or who put what in their place, and until when. */
export function Provenance({ label, saved, draft, onReset }: ProvenanceProps) {
  const where = useLocale();
  const { copied, override } = saved;
  const fromDefaults =
    copied.version === 0
      ? `Copied from the defaults on ${formatDate(copied.at, where)}, before any were saved`
      : `Copied from defaults v${copied.version} on ${formatDate(copied.at, where)}`;
  if (!draft)
    return (
      <Line>
        {fromDefaults}
        {override && '; its override goes when you save'}
      </Line>
    );
  const same = override && override.value === draft.value;
  const ends = draft.until ? ` until ${formatDateTime(draft.until, where)}` : '';
  return (
    <Line>
      <span>
        {same
          ? `Overridden by ${override.by ?? 'the server'} on ${formatDate(override.at, where)}${ends}`
          : `Will be overridden${ends}`}
        {` · defaults v${copied.version}: ${word(copied.value)}`}
      </span>
      <Plain variant="text" size="small" onClick={onReset} aria-label={`Reset ${label} to its default`}>
        Reset
      </Plain>
    </Line>
  );
}
