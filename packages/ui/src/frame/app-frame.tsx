import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { token } from '../theme/tokens.ts';
import { SkipLink } from './skip-link.tsx';

export type AppFrameProps = {
  sidebar: ReactNode;
  topBar: ReactNode;
  /** Stands over everything and can't be scrolled away: viewing as somebody, a critical incident. */
  banner?: ReactNode;
  /** Tints the frame's edge: the page is seen as somebody else. */
  viewAs?: boolean;
  children: ReactNode;
};

const Whole = styled('div')({
  display: 'grid',
  gridTemplateRows: 'auto minmax(0, 1fr)',
  height: '100dvh',
  overflow: 'hidden',
});
const Columns = styled('div')({ display: 'flex', minHeight: 0, minWidth: 0 });
const Column = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  flex: 1,
  minWidth: 0,
  minHeight: 0,
});
const Main = styled('main')({
  display: 'flex',
  flexDirection: 'column',
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  backgroundColor: token.surface1,
  borderBlockStart: `1px solid ${token.line}`,
  borderInlineStart: `1px solid ${token.line}`,
  borderStartStartRadius: token.radiusLarge,
  '&:focus-visible': { outlineOffset: -2 },
  '@media (max-width: 899.98px)': { borderInlineStart: 0, borderStartStartRadius: 0 },
});
const Tint = styled('div')({
  position: 'fixed',
  inset: 0,
  zIndex: 1300,
  pointerEvents: 'none',
  boxShadow: `inset 0 0 0 3px ${token.warning}`,
});

/** The portal's frame: skip link, banner, sidebar, top bar, and the one scrolling main part (`id="main"`). */
export function AppFrame({ sidebar, topBar, banner, viewAs = false, children }: AppFrameProps) {
  return (
    <Whole>
      <SkipLink />
      <div>{banner}</div>
      <Columns>
        {sidebar}
        <Column>
          {topBar}
          <Main id="main" tabIndex={-1}>
            {children}
          </Main>
        </Column>
      </Columns>
      {viewAs && <Tint />}
    </Whole>
  );
}
