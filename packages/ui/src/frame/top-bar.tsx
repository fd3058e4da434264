import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { Menu as MenuIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export type TopBarProps = {
  /** Client · project. */
  start?: ReactNode;
  /** Search. */
  children?: ReactNode;
  /** Live state, notifications, theme. */
  end?: ReactNode;
  /** Opens the sidebar's drawer; its button stands under 900 px only. */
  onMenu?: (() => void) | undefined;
};

const Bar = styled('header')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  flex: 'none',
  height: 48,
  paddingInline: 16,
  minWidth: 0,
  fontSize: '0.8125rem',
});
const Side = styled('div')({ display: 'flex', alignItems: 'center', gap: 6, minWidth: 0 });
const MenuButton = styled(IconButton)({
  marginInlineStart: -6,
  '@media (min-width: 900px)': { display: 'none' },
});

/** The thin bar over the page. */
export function TopBar({ start, children, end, onMenu }: TopBarProps) {
  return (
    <Bar>
      {onMenu && (
        <MenuButton aria-label="Open the navigation" onClick={onMenu}>
          <MenuIcon size={18} />
        </MenuButton>
      )}
      <Side sx={{ flex: '0 1 auto' }}>{start}</Side>
      <Side sx={{ flex: 1, justifyContent: 'center' }}>{children}</Side>
      <Side sx={{ flex: 'none' }}>{end}</Side>
    </Bar>
  );
}
