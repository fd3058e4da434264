import { formatPhone, LeftToRight, styled } from '@foyer/ui';

const List = styled('ul')({ display: 'grid', gap: 2, fontVariantNumeric: 'tabular-nums' });

/** Only this many on a card; the agent's page has them all. */
const ON_CARD = 2;

/** The numbers that an agent answers, left to right in every language. */
export function PhoneNumbers({ numbers, all = false }: { numbers: readonly string[]; all?: boolean }) {
  if (numbers.length === 0) return <span>No number assigned</span>;
  const shown = all ? numbers : numbers.slice(0, ON_CARD);
  const more = numbers.length - shown.length;
  return (
    <List>
      {shown.map((number) => (
        <li key={number}>
          <LeftToRight>{formatPhone(number)}</LeftToRight>
        </li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </List>
  );
}
