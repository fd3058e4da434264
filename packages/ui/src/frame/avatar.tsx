import { styled } from '@mui/material/styles';
import { initialsOf } from '../show/format.ts';
import { token } from '../theme/tokens.ts';

export type AvatarProps = {
  name: string;
  /** A picture or a logo; the initials stand in while there is none. */
  src?: string | null | undefined;
  size?: number;
  /** `round` for people, `square` for companies. */
  shape?: 'round' | 'square';
};

const Tile = styled('span')({
  display: 'inline-grid',
  placeItems: 'center',
  flex: 'none',
  overflow: 'hidden',
  backgroundColor: token.surface3,
  color: token.text2,
  fontWeight: 600,
  letterSpacing: '0.01em',
  userSelect: 'none',
  '& > img': { width: '100%', height: '100%', objectFit: 'cover' },
});

/** A person's or a company's picture or initials; decoration beside the name, so it isn't read out. */
export function Avatar({ name, src, size = 24, shape = 'round' }: AvatarProps) {
  return (
    <Tile
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: Math.max(9, Math.round(size * 0.4)) }}
      sx={{ borderRadius: shape === 'round' ? '50%' : token.radius }}
    >
      {src ? <img src={src} alt="" /> : initialsOf(name)}
    </Tile>
  );
}
