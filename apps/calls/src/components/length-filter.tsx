import { lazy } from 'react';
import { FilterChip } from '@foyer/ui';
import { describeLength, type Length } from './call-length.ts';

const LengthPane = lazy(() => import('./length-pane.tsx').then((loaded) => ({ default: loaded.LengthPane })));

type LengthFilterProps = Readonly<{ value: Length; onChange: (length: Length) => void }>;

/** How long the calls are: "Length: 1 to 5 min". */
export function LengthFilter({ value, onChange }: LengthFilterProps) {
  return (
    <FilterChip
      label="Length"
      value={describeLength(value)}
      onClear={() => onChange({ min: undefined, max: undefined })}
    >
      {() => <LengthPane value={value} onChange={onChange} />}
    </FilterChip>
  );
}
