import type { CSSProperties, ReactNode } from 'react';
import { Typography } from '../src/index.ts';

type GroupProps = { title: string; children: ReactNode; column?: boolean };

const rowStyle: CSSProperties = { display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' };
const columnStyle: CSSProperties = { display: 'grid', gap: 16, justifyItems: 'start' };

/** Variants that belong together, under their name. */
export function Group({ title, children, column = false }: GroupProps) {
  return (
    <section style={{ display: 'grid', gap: 12, marginBlockEnd: 28 }}>
      <Typography variant="h3" component="h2">
        {title}
      </Typography>
      <div style={column ? columnStyle : rowStyle}>{children}</div>
    </section>
  );
}

/** A part of a page as high as a table or a state of it needs. */
export const Stage = ({ height, children }: { height: number; children: ReactNode }) => (
  <div style={{ display: 'flex', flexDirection: 'column', height }}>{children}</div>
);
