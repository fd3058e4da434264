import { styled } from '@mui/material/styles';
import { useId, type ReactNode } from 'react';
import { token } from '../theme/tokens.ts';

export type PanelProps = {
  title?: ReactNode;
  /** At the end of the title's line. */
  action?: ReactNode;
  children: ReactNode;
  /** The content goes to the edges (a list, a table). */
  flush?: boolean;
};

const Whole = styled('section')({
  minWidth: 0,
  borderRadius: token.radiusLarge,
  backgroundColor: token.surface1,
  boxShadow: `inset 0 0 0 1px ${token.line}`,
});
const Head = styled('div')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 12,
  minHeight: 44,
  padding: '8px 12px 8px 16px',
  '& > h2': { fontSize: '0.8125rem', fontWeight: 600 },
});

/** A bordered part of a page with its own heading. */
export function Panel({ title, action, children, flush = false }: PanelProps) {
  const id = useId();
  return (
    <Whole {...(title ? { 'aria-labelledby': id } : { as: 'div' })}>
      {title && (
        <Head>
          <h2 id={id}>{title}</h2>
          {action}
        </Head>
      )}
      <div style={flush ? undefined : { padding: title ? '0 16px 16px' : 16 }}>{children}</div>
    </Whole>
  );
}

export type FactsProps = { items: readonly { label: string; value: ReactNode }[] };

const List = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'minmax(88px, max-content) minmax(0, 1fr)',
  gap: '6px 16px',
  fontSize: '0.8125rem',
  lineHeight: '20px',
  fontVariantNumeric: 'tabular-nums',
  '& > dt': { color: token.text3 },
  '& > dd': { overflowWrap: 'anywhere' },
});

/** Labelled values, one a line: a record's metadata. */
export function Facts({ items }: FactsProps) {
  return (
    <List>
      {items.map((item) => [
        <dt key={`${item.label}-l`}>{item.label}</dt>,
        <dd key={item.label}>{item.value}</dd>,
      ])}
    </List>
  );
}

export type NoticeProps = {
  tone?: 'info' | 'warning' | 'negative' | 'positive';
  icon?: ReactNode;
  children: ReactNode;
  action?: ReactNode;
};

const Strip = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '4px 10px',
  padding: '8px 12px',
  borderRadius: token.radius,
  fontSize: '0.8125rem',
  lineHeight: 1.45,
  color: token.text1,
  '& > svg': { flex: 'none' },
  '& > div': { flex: 1, minWidth: '20ch' },
});

const tones = {
  info: { backgroundColor: token.infoSubtle, '& > svg': { color: token.info } },
  positive: { backgroundColor: token.positiveSubtle, '& > svg': { color: token.positive } },
  warning: { backgroundColor: token.warningSubtle, '& > svg': { color: token.warning } },
  negative: { backgroundColor: token.negativeSubtle, '& > svg': { color: token.negative } },
} as const;

/** A sentence that concerns the whole page or form, at its top; `banner` of `AppFrame` takes one too. */
export function Notice({ tone = 'info', icon, children, action }: NoticeProps) {
  return (
    <Strip role={tone === 'negative' ? 'alert' : 'status'} sx={tones[tone]}>
      {icon}
      <div>{children}</div>
      {action}
    </Strip>
  );
}
