import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { token } from '../theme/tokens.ts';

export type HeadingLevel = 1 | 2 | 3 | 4;

/** What every state of a page has in common. */
export type StateFrameProps = {
  /** `page` fills the content's place, `panel` a part of it. Default `page`. */
  size?: 'page' | 'panel' | undefined;
  /** The heading's rank in its page. Default 2; 1 where the state is the page. */
  headingLevel?: HeadingLevel | undefined;
};

export type PageStateProps = StateFrameProps & {
  icon: ReactNode;
  title: string;
  /** Two sentences at most. */
  children?: ReactNode;
  /** One action at most. */
  action?: ReactNode;
  /** The small line: a request id, since when. */
  small?: ReactNode;
  /** `alert` interrupts a screen reader, `status` waits for its turn. */
  role?: 'status' | 'alert' | undefined;
  tone?: 'quiet' | 'negative' | 'warning' | undefined;
};

const Frame = styled('section')({
  display: 'grid',
  justifyItems: 'center',
  alignContent: 'center',
  textAlign: 'center',
  gap: 4,
  padding: '24px 16px',
  color: token.text2,
  fontSize: '0.875rem',
  lineHeight: 1.5,
  // Long words of a name must not make a phone scroll sideways.
  overflowWrap: 'anywhere',
});

const Tile = styled('span')({
  display: 'grid',
  placeItems: 'center',
  width: 40,
  height: 40,
  marginBlockEnd: 12,
  borderRadius: token.radiusLarge,
  backgroundColor: token.surface1,
  boxShadow: token.shadow1,
});

const Heading = styled('h2')({
  fontSize: '1rem',
  lineHeight: 1.4,
  fontWeight: 600,
  letterSpacing: '-0.006em',
  color: token.text1,
});

const Words = styled('div')({ maxWidth: '46ch', textWrap: 'balance' });
const Small = styled('div')({ marginBlockStart: 12, fontSize: '0.75rem', color: token.text3 });
const Action = styled('div')({ marginBlockStart: 14 });

const toneOf = { quiet: token.text2, negative: token.negative, warning: token.warning } as const;

/** The one shape of every state: a mark, a heading, two sentences, one action, a small line; it announces itself. */
export function PageState(props: PageStateProps) {
  const { icon, title, children, action, small, role = 'status', tone = 'quiet', size = 'page' } = props;
  const level = props.headingLevel ?? 2;
  return (
    <Frame role={role} sx={{ minHeight: size === 'page' ? 'min(420px, 60dvh)' : 0 }}>
      <Tile aria-hidden="true" sx={{ color: toneOf[tone] }}>
        {icon}
      </Tile>
      <Heading as={`h${level}`}>{title}</Heading>
      {children && <Words>{children}</Words>}
      {action && <Action>{action}</Action>}
      {small && <Small>{small}</Small>}
    </Frame>
  );
}
