import { styled } from '@foyer/ui';
import { useMemo } from 'react';
import { encode } from 'uqr';

// Dark on light in both themes: cameras of phones read it best, and some read nothing else.
const Square = styled('svg')({
  width: 184,
  height: 184,
  justifySelf: 'center',
  borderRadius: 6,
  backgroundColor: '#ffffff',
});

/** Around the code, in squares: the standard wants four, and it is always on white. */
const QUIET = 3;

/** A text for the camera of a phone. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { data } = encode(text, { ecc: 'M', border: QUIET });
    const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size: data.length, path: squares.join('') };
  }, [text]);
  return (
    <Square viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="#000000" />
    </Square>
  );
}
