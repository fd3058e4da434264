import { styled } from '@mui/material/styles';
import { ArrowLeft } from 'lucide-react';
import { useContext, useEffect, type ReactNode } from 'react';
import { RouteLink } from '../theme/link-component.tsx';
import { SiteContext } from '../theme/site-context.ts';
import { token } from '../theme/tokens.ts';

export type PageFrameProps = {
  /** The page's one heading; also the document's title unless `documentTitle` says otherwise. */
  title: ReactNode;
  /** Required where `title` isn't a string. */
  documentTitle?: string;
  /** One sentence, where it helps. */
  sentence?: ReactNode;
  /** Status and the like, beside the heading. */
  badge?: ReactNode;
  /** The primary action, at the end. */
  action?: ReactNode;
  back?: { to: string; label: string };
  /** `full` for lists, `reading` stops at 72 characters, `form` at 640 px. Default `full`. */
  width?: 'full' | 'reading' | 'form';
  /** The content takes the rest of the window's height and scrolls by itself (a table). */
  fill?: boolean;
  children: ReactNode;
};

const Page = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  padding: '20px 24px 32px',
  minWidth: 0,
  '--foyer-gutter': '24px',
  '@media (max-width: 640px)': { padding: '16px 16px 24px', gap: 12, '--foyer-gutter': '16px' },
  // A list in it runs from edge to edge, its first column in line with the heading.
  '&[data-fill]': { flex: 1, minHeight: 0, paddingBlockEnd: 0 },
  '&[data-fill] > :last-child': { flex: 1, minHeight: 0 },
});
const Header = styled('header')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'flex-start',
  gap: '8px 16px',
});
const Titles = styled('div')({ flex: '1 1 240px', minWidth: 0, display: 'grid', gap: 2 });
const TitleRow = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 10px' });
const Title = styled('h1')({
  fontSize: '1.25rem',
  lineHeight: 1.4,
  fontWeight: 600,
  letterSpacing: '-0.014em',
  overflowWrap: 'anywhere',
});
const Sentence = styled('p')({
  color: token.text2,
  fontSize: '0.8125rem',
  maxWidth: '72ch',
  textWrap: 'pretty',
});
const Back = styled('div')({
  '& > a': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 6,
    marginBlockEnd: 4,
    borderRadius: 4,
    fontSize: '0.8125rem',
    color: token.text2,
    textDecoration: 'none',
  },
  '& > a:hover': { color: token.text1 },
  '[dir="rtl"] & svg': { transform: 'scaleX(-1)' },
});
const Actions = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' });
const Content = styled('div')({ display: 'flex', flexDirection: 'column', gap: 12, minWidth: 0 });

const contentWidth = { full: '100%', reading: '72ch', form: 640 } as const;

/** One page: its header (title, one sentence, primary action at the end), then its content. Sets the document's title. */
export function PageFrame(props: PageFrameProps) {
  const { title, sentence, badge, action, back, width = 'full', fill = false, children } = props;
  const site = useContext(SiteContext);
  const name = props.documentTitle ?? (typeof title === 'string' ? title : undefined);
  useEffect(() => {
    if (name === undefined) return;
    document.title = site ? `${name} · ${site}` : name;
  }, [name, site]);
  return (
    <Page {...(fill ? { 'data-fill': '' } : {})}>
      <Header>
        <Titles>
          {back && (
            <Back>
              <RouteLink to={back.to}>
                <ArrowLeft size={14} aria-hidden="true" />
                {back.label}
              </RouteLink>
            </Back>
          )}
          <TitleRow>
            <Title tabIndex={-1} data-page-heading="">
              {title}
            </Title>
            {badge}
          </TitleRow>
          {sentence && <Sentence>{sentence}</Sentence>}
        </Titles>
        {action && <Actions>{action}</Actions>}
      </Header>
      <Content style={{ maxWidth: contentWidth[width] }}>{children}</Content>
    </Page>
  );
}

/** Puts the focus on the page's heading, as after a change of page; false when there is none yet. */
export function focusPageHeading(): boolean {
  const heading = document.querySelector<HTMLElement>('[data-page-heading]');
  heading?.focus({ preventScroll: true });
  return heading !== null;
}
