import type { ReactNode } from 'react';
import type { CallDetail } from '@foyer/contract';
import {
  dayIn,
  EmptyValue,
  formatDateTime,
  formatInstant,
  formatPhone,
  formatTime,
  LeftToRight,
  Money,
  styled,
  token,
  useLocale,
} from '@foyer/ui';
import { endReasonWords } from './words.ts';

const Facts = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(150px, 100%), 1fr))',
  gap: '12px 20px',
  paddingBlock: 14,
  borderBlock: `1px solid ${token.line}`,
  fontVariantNumeric: 'tabular-nums',
  '& dt': { fontSize: '0.75rem', lineHeight: '16px', color: token.text3 },
  '& dd': { fontSize: '0.8125rem', lineHeight: '20px', color: token.text1, overflowWrap: 'anywhere' },
});

type Item = { label: string; value: ReactNode };

/** What the call's header doesn't say already, as far as it came: a field that access hides isn't here at all. */
export function CallFacts({ call }: { call: CallDetail }) {
  const where = useLocale();
  const { details, cost } = call;
  const items: Item[] = [];
  const add = (label: string, value: ReactNode) => items.push({ label, value });

  if (details?.level === 'view') {
    const { number } = details.caller;
    add(
      'Number',
      number ? <LeftToRight>{formatPhone(number)}</LeftToRight> : <EmptyValue label="withheld" />,
    );
  }
  add('Started', formatInstant(call.startedAt, where));
  if (call.endedAt) {
    const sameDay = dayIn(call.endedAt, where.timeZone) === dayIn(call.startedAt, where.timeZone);
    add('Ended', sameDay ? formatTime(call.endedAt, where) : formatDateTime(call.endedAt, where));
  }
  if (details) add('Project', details.project.name);
  if (details?.endReason) add('Ended because', endReasonWords(details.endReason));
  if (cost) add('Cost', <Money minor={cost.minor} currency={cost.currency} />);
  return (
    <Facts>
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </Facts>
  );
}
