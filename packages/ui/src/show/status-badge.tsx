import type { ReactNode } from 'react';
import type { Tone } from './tones.ts';

/** The shape says the same as the colour, for who can't tell colours apart. */
export type StatusShape = 'dot' | 'ring' | 'half' | 'square' | 'diamond' | 'pulse';

function Shape({ shape }: { shape: StatusShape }) {
  return (
    <svg width="12" height="12" viewBox="-6 -6 12 12" fill="currentColor" aria-hidden="true">
      {shape === 'dot' && <circle r="3.5" />}
      {shape === 'pulse' && (
        <>
          <circle r="5" className="fy-pulse" />
          <circle r="3" />
        </>
      )}
      {shape === 'ring' && <circle r="3" fill="none" stroke="currentColor" strokeWidth="1.5" />}
      {shape === 'half' && (
        <>
          <circle r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M0 -3.25A3.25 3.25 0 0 1 0 3.25Z" />
        </>
      )}
      {shape === 'square' && <rect x="-3" y="-3" width="6" height="6" rx="1" />}
      {shape === 'diamond' && (
        <rect x="-2.75" y="-2.75" width="5.5" height="5.5" rx="0.5" transform="rotate(45)" />
      )}
    </svg>
  );
}

const defaultShape: Readonly<Record<Tone, StatusShape>> = {
  neutral: 'ring',
  positive: 'dot',
  warning: 'half',
  negative: 'diamond',
  info: 'square',
  accent: 'dot',
};

export type StatusBadgeProps = {
  /** The word: it alone must say it. */
  children: ReactNode;
  tone?: Tone;
  /** Default: one per tone. `pulse` for what is going on now. */
  shape?: StatusShape;
  /** `pill` stands out on a detail page; lists take the plain form. */
  variant?: 'plain' | 'pill';
};

/** A status as word + shape + colour. */
export function StatusBadge({ children, tone = 'neutral', shape, variant = 'plain' }: StatusBadgeProps) {
  return (
    <span className="fy-badge" data-tone={tone} data-pill={variant === 'pill' || undefined}>
      <Shape shape={shape ?? defaultShape[tone]} />
      <span>{children}</span>
    </span>
  );
}

export type Sentiment = 'positive' | 'neutral' | 'negative' | 'mixed';

const sentiments: Readonly<Record<Sentiment, { word: string; tone: Tone; mouth: string }>> = {
  positive: { word: 'Positive', tone: 'positive', mouth: 'M-2.6 0.9Q0 4 2.6 0.9' },
  neutral: { word: 'Neutral', tone: 'neutral', mouth: 'M-2.4 1.9H2.4' },
  negative: { word: 'Negative', tone: 'negative', mouth: 'M-2.6 3Q0 0 2.6 3' },
  mixed: { word: 'Mixed', tone: 'warning', mouth: 'M-2.8 2Q-1.4 0.4 0 2T2.8 2' },
};

export type SentimentMarkProps = {
  value: Sentiment;
  /** `mark` shows only the face (the word stays for screen readers and on hover). */
  variant?: 'word' | 'mark';
};

/** How a call felt: a face and its word. */
export function SentimentMark({ value, variant = 'word' }: SentimentMarkProps) {
  const { word, tone, mouth } = sentiments[value];
  const alone = variant === 'mark';
  return (
    <span className="fy-badge" data-tone={tone} title={alone ? word : undefined}>
      <svg
        width="16"
        height="16"
        viewBox="-8 -8 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        {...(alone ? { role: 'img', 'aria-label': word } : { 'aria-hidden': true })}
      >
        <circle r="6.3" />
        <path d="M-2.2 -1.9V-1.6M2.2 -1.9V-1.6" strokeWidth="1.8" />
        <path d={mouth} />
      </svg>
      {!alone && <span>{word}</span>}
    </span>
  );
}
