import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { token } from '../theme/tokens.ts';

export type SkipLinkProps = {
  /** The id of the page's main part. Default `main`. */ target?: string;
  children?: ReactNode;
};

const Jump = styled('a')({
  position: 'fixed',
  zIndex: 1600,
  insetBlockStart: 8,
  insetInlineStart: 8,
  padding: '6px 12px',
  borderRadius: token.radius,
  backgroundColor: token.surface1,
  color: token.text1,
  boxShadow: token.shadow2,
  fontSize: '0.8125rem',
  fontWeight: 500,
  textDecoration: 'none',
  '&:not(:focus)': { transform: 'translateY(-200%)', boxShadow: 'none' },
});

/** The first stop of the Tab key: past the navigation, to the page. */
export function SkipLink({ target = 'main', children = 'Skip to the page' }: SkipLinkProps) {
  return (
    <Jump
      href={`#${target}`}
      onClick={(event) => {
        // A router must not take the fragment for an address.
        event.preventDefault();
        const main = document.getElementById(target);
        main?.focus();
        main?.scrollIntoView?.();
      }}
    >
      {children}
    </Jump>
  );
}
