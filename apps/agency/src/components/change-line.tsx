import { RelativeTime, styled, token } from '@foyer/ui';

const Line = styled('span')({ fontSize: '0.75rem', color: token.text3, fontWeight: 400 });

/** Who changed something last, and when; nothing while nobody has. */
export function ChangeLine({ changed }: { changed: Readonly<{ by: string | null; at: string }> | null }) {
  if (!changed) return null;
  return (
    <Line>
      Changed{changed.by && ` by ${changed.by},`} <RelativeTime value={changed.at} />
    </Line>
  );
}
