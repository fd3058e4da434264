import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { ChevronsUpDown } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { VisuallyHidden } from '../feedback/visually-hidden.tsx';
import { motion, token } from '../theme/tokens.ts';
import { Avatar } from './avatar.tsx';

export type IdentityButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'name' | 'color'> & {
  name: string;
  /** The quiet second line: role, company. */
  detail?: string | undefined;
  /** A company's logo or a person's picture. */
  src?: string | null | undefined;
  shape?: 'round' | 'square';
  /** Only the picture; the name is read out. */
  narrow?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

const Whole = styled(ButtonBase)({
  display: 'flex',
  width: '100%',
  gap: 8,
  justifyContent: 'start',
  textAlign: 'start',
  minHeight: 32,
  padding: '4px 6px',
  borderRadius: token.radius,
  color: token.text1,
  transition: `background-color ${motion.quick}`,
  '&:hover, &[aria-expanded="true"]': { backgroundColor: token.surface2 },
  '& > svg': { flex: 'none', color: token.text3 },
});
const Words = styled('span')({
  display: 'grid',
  flex: 1,
  minWidth: 0,
  fontSize: '0.8125rem',
  lineHeight: '18px',
  '& > *': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});
const Name = styled('span')({ fontWeight: 500 });
const Detail = styled('span')({ fontSize: '0.75rem', color: token.text3 });

/** Who or what one is at, as the button of a menu: the account, the client, the project. */
export function IdentityButton({
  name,
  detail,
  src,
  shape = 'round',
  narrow = false,
  ...button
}: IdentityButtonProps) {
  return (
    <Whole {...button}>
      <Avatar name={name} src={src} shape={shape} size={detail && !narrow ? 28 : 22} />
      {narrow ? (
        <VisuallyHidden>{detail ? `${name}, ${detail}` : name}</VisuallyHidden>
      ) : (
        <>
          <Words>
            <Name>{name}</Name>
            {detail && <Detail>{detail}</Detail>}
          </Words>
          <ChevronsUpDown size={14} aria-hidden="true" />
        </>
      )}
    </Whole>
  );
}
