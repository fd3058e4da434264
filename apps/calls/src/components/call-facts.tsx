import type { ReactNode } from 'react';
import type { CallDetail } from '@foyer/contract';
import { Duration, EmptyValue, Facts, formatInstant, Money, styled, token, useLocale } from '@foyer/ui';
import { DirectionMark } from './badges.tsx';

const Tag = styled('span')({
  display: 'inline-block',
  marginInlineEnd: 4,
  paddingInline: 6,
  borderRadius: 4,
  fontSize: '0.75rem',
  lineHeight: '18px',
  color: token.text2,
  backgroundColor: token.surface2,
});

type Item = { label: string; value: ReactNode };

/** The call's data, as far as it came: a field that access hides isn't here at all. */
export function CallFacts({ call }: { call: CallDetail }) {
  const where = useLocale();
  const { details, cost } = call;
  const items: Item[] = [];
  const add = (label: string, value: ReactNode) => items.push({ label, value });

  if (details?.level === 'view') {
    const { name, number } = details.caller;
    add('Caller', name ?? <EmptyValue label="not known" />);
    add('Number', number ? <bdi>{number}</bdi> : <EmptyValue label="withheld" />);
  }
  add('Started', formatInstant(call.startedAt, where));
  if (call.endedAt) add('Ended', formatInstant(call.endedAt, where));
  add('Duration', <Duration seconds={call.durationMs / 1000} />);
  add('Direction', <DirectionMark direction={call.direction} />);
  add('Agent', call.agent.label);
  if (details) add('Project', details.project.name);
  if (details?.endReason) add('Ended because', details.endReason);
  if (details && details.tags.length > 0)
    add(
      'Tags',
      details.tags.map((tag) => <Tag key={tag}>{tag}</Tag>),
    );
  if (cost) add('Cost', <Money minor={cost.minor} currency={cost.currency} />);
  return <Facts items={items} />;
}
