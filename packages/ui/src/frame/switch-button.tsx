import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { ChevronsUpDown } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { motion, token } from '../theme/tokens.ts';

export type SwitchButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'color'> & {
  /** Where one is: the client, the project. */
  children: ReactNode;
  icon?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

const Whole = styled(ButtonBase)({
  gap: 6,
  minWidth: 0,
  minHeight: 28,
  paddingInline: 6,
  borderRadius: token.radius,
  fontSize: '0.8125rem',
  fontWeight: 500,
  color: token.text1,
  transition: `background-color ${motion.quick}`,
  '&:hover, &[aria-expanded="true"]': { backgroundColor: token.surface2 },
  '& > span': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& > svg': { flex: 'none', color: token.text3 },
});

/** The button of a menu in the top bar: says where one is, gives way where it is narrow. */
export function SwitchButton({ children, icon, ...button }: SwitchButtonProps) {
  return (
    <Whole {...button}>
      {icon}
      <span>{children}</span>
      <ChevronsUpDown size={13} aria-hidden="true" />
    </Whole>
  );
}
