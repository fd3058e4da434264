import { describe, expect, it } from 'vitest';
import { contrast } from './colour.ts';
import { schemes } from './tokens.ts';

type Pair = readonly [name: string, front: string, back: string, needed: number];

const statuses = ['positive', 'warning', 'negative', 'info'] as const;

function pairsOf(scheme: keyof typeof schemes): Pair[] {
  const values = schemes[scheme];
  const surfaces = values.surface.map((colour, index) => [`surface ${index}`, colour] as const);
  const subtles = statuses.map((status) => [`${status} subtle`, values[status].subtle] as const);
  const onStatus = scheme === 'light' ? '#ffffff' : '#0c0e11';
  return [
    ...values.text.flatMap((colour, index) =>
      [...surfaces, ...subtles].map(
        ([on, back]) => [`text ${index + 1} on ${on}`, colour, back, 4.5] as const,
      ),
    ),
    ...statuses.flatMap((status) => [
      ...surfaces.map(([on, back]) => [`${status} on ${on}`, values[status].main, back, 4.5] as const),
      [`${status} on its subtle`, values[status].main, values[status].subtle, 4.5] as const,
      [`words on a ${status} button`, onStatus, values[status].main, 4.5] as const,
    ]),
    // Controls stand on surfaces 0 to 2; 3 is for tracks and skeletons.
    ...surfaces
      .slice(0, 3)
      .map(([on, back]) => [`the edge of a control on ${on}`, values.lineStrong, back, 3] as const),
  ];
}

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  it.each(pairsOf(scheme))('%s can be seen', (_name, front, back, needed) => {
    expect(contrast(front, back)).toBeGreaterThanOrEqual(needed);
  });
});
