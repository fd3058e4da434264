import type { Session } from '@foyer/contract';
import { Avatar, Box, styled, token, Typography } from '@foyer/ui';
import { useEffect, type ReactNode } from 'react';

const Whole = styled('main')({
  display: 'grid',
  placeItems: 'center',
  minHeight: '100dvh',
  padding: 16,
});
const Card = styled('div')({
  width: 'min(360px, 100%)',
  display: 'grid',
  gap: 24,
  padding: 32,
  borderRadius: token.radiusLarge,
  backgroundColor: token.surface1,
  boxShadow: token.shadow1,
  fontSize: '0.875rem',
  lineHeight: 1.5,
  // A long name or address must not make a phone scroll sideways.
  overflowWrap: 'anywhere',
  // As wide as its words, and so is the mark of its focus.
  '& > a': { justifySelf: 'start' },
  '@media (max-width: 480px)': { padding: 24 },
});

type EntryFrameProps = {
  title: string;
  /** Null while it isn't known whose portal this is. */
  branding: Session['branding'] | null | undefined;
  children: ReactNode;
};

/** The frame of the pages before the portal: one card, in the agency's colours. */
export function EntryFrame({ title, branding, children }: EntryFrameProps) {
  useEffect(() => {
    document.title = branding ? `${title} · ${branding.name}` : title;
  }, [title, branding]);
  return (
    <Whole>
      <Card>
        <Box sx={{ display: 'grid', gap: 1.5, minHeight: 76 }}>
          {branding && <Avatar name={branding.name} src={branding.logo} shape="square" size={36} />}
          <Typography variant="h1" sx={{ fontSize: '1.25rem', fontWeight: 600, lineHeight: 1.3 }}>
            {title}
          </Typography>
        </Box>
        {children}
      </Card>
    </Whole>
  );
}
