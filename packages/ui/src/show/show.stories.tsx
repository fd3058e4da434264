import type { Meta, StoryObj } from '@storybook/react-vite';
import { Group } from '../../catalogue/layout.tsx';
import { NOW } from '../../catalogue/sample-calls.ts';
import { LeftToRight } from './left-to-right.tsx';
import { SentimentMark, StatusBadge, type Sentiment, type StatusShape } from './status-badge.tsx';
import type { Tone } from './tones.ts';
import { Duration, EmptyValue, Money, RelativeTime } from './values.tsx';

export default { title: 'Values' } satisfies Meta;
type Story = StoryObj;

const STATUSES: readonly (readonly [string, Tone, StatusShape?])[] = [
  ['Voicemail', 'neutral'],
  ['Completed', 'positive'],
  ['Missed', 'warning'],
  ['Failed', 'negative'],
  ['Transferred', 'info'],
  ['Draft', 'accent'],
  ['Live', 'positive', 'pulse'],
];

const badges = (variant: 'plain' | 'pill') =>
  STATUSES.map(([word, tone, shape]) => (
    <StatusBadge key={word} tone={tone} variant={variant} {...(shape ? { shape } : {})}>
      {word}
    </StatusBadge>
  ));

export const Statuses: Story = {
  render: () => (
    <>
      <Group title="In a list">{badges('plain')}</Group>
      <Group title="On a page of its own">{badges('pill')}</Group>
    </>
  ),
};

const SENTIMENTS: readonly Sentiment[] = ['positive', 'neutral', 'negative', 'mixed'];

export const Sentiments: Story = {
  render: () => (
    <>
      <Group title="With its word">
        {SENTIMENTS.map((value) => (
          <SentimentMark key={value} value={value} />
        ))}
      </Group>
      <Group title="Where the word is read out">
        {SENTIMENTS.map((value) => (
          <SentimentMark key={value} value={value} variant="mark" />
        ))}
      </Group>
    </>
  ),
};

const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.parse(NOW) - minutes * MINUTE).toISOString();

export const Figures: Story = {
  name: 'Times, lengths and money',
  render: () => (
    <>
      <Group title="When" column>
        {[0, 4, 190, 1500, 4000, 90_000, 900_000].map((minutes) => (
          <RelativeTime key={minutes} value={ago(minutes)} now={NOW} />
        ))}
        <RelativeTime value={null} />
      </Group>
      <Group title="How long" column>
        {[0, 48, 245, 3725].map((seconds) => (
          <Duration key={seconds} seconds={seconds} />
        ))}
        <Duration seconds={null} />
      </Group>
      <Group title="How much" column>
        <Money minor={12_345} currency="EUR" />
        <Money minor={-980} currency="USD" />
        <Money minor={48_000} currency="JPY" />
        <Money minor={90_071_992_547_409_931n} currency="USD" />
        <Money minor={null} currency="USD" />
      </Group>
      <Group title="From left to right in every language">
        <LeftToRight>+1 212 555 0110</LeftToRight>
      </Group>
      <Group title="Nothing there">
        <EmptyValue label="no outcome" />
      </Group>
    </>
  ),
};
