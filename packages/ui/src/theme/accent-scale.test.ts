import { describe, expect, it } from 'vitest';
import { accentScale, DEFAULT_ACCENT, type AccentRoles, type AccentScale } from './accent-scale.ts';
import { contrast, fromOklch } from './colour.ts';
import { schemes, type Scheme } from './tokens.ts';

// Every tenth of lightness at every 30 degrees of hue, grey to vivid: more colours than agencies have.
const scales = new Map<string, AccentScale>();
for (let l = 0; l <= 10; l++)
  for (let h = 0; h < 12; h++)
    for (const c of [0, 0.1, 0.3]) {
      const colour = fromOklch({ l: l / 10, c, h: (h * 30 * Math.PI) / 180 });
      if (!scales.has(colour)) scales.set(colour, accentScale(colour));
    }

const failing = (scheme: Scheme, fails: (roles: AccentRoles) => boolean) =>
  [...scales].filter(([, scale]) => fails(scale[scheme])).map(([colour]) => colour);

describe.each(['light', 'dark'] as const)('whatever colour an agency chooses, in the %s scheme', (scheme) => {
  const beds = schemes[scheme].surface.slice(0, 3);
  const grounds = (roles: AccentRoles) => [...schemes[scheme].surface, roles.subtle];

  it('words on its buttons can be read, also while pointed at and pressed', () => {
    expect(
      failing(scheme, (roles) =>
        [roles.main, roles.hover, roles.active].some((fill) => contrast(roles.onAccent, fill) < 4.5),
      ),
    ).toEqual([]);
  });

  it('makes buttons that stand out from what they lie on', () => {
    expect(failing(scheme, ({ main }) => beds.some((bed) => contrast(main, bed) < 3))).toEqual([]);
  });

  it('can be read as text on every surface and on its own quiet ground', () => {
    expect(
      failing(scheme, (roles) => grounds(roles).some((ground) => contrast(roles.text, ground) < 4.5)),
    ).toEqual([]);
  });

  it('makes a focus ring that is seen everywhere', () => {
    expect(
      failing(scheme, (roles) => grounds(roles).some((ground) => contrast(roles.focus, ground) < 3)),
    ).toEqual([]);
  });

  it('plain text can be read on a selected row', () => {
    expect(
      failing(scheme, (roles) => schemes[scheme].text.some((text) => contrast(text, roles.subtle) < 4.5)),
    ).toEqual([]);
  });
});

describe('telling the agency', () => {
  it('leaves a colour alone that can be read, and has nothing to tell', () => {
    const { light, dark, corrections } = accentScale('#3f5edc');
    expect(light.main).toBe('#3f5edc');
    expect(dark.main).toBe('#3f5edc');
    expect(corrections).toEqual([]);
  });

  it('says that yellow hardly stands out on white, and shows what it became', () => {
    const { light, dark, corrections } = accentScale('#ffd400');
    expect(light.main).not.toBe('#ffd400');
    expect(dark.main).toBe('#ffd400');
    expect(corrections).toHaveLength(1);
    expect(corrections[0]).toMatchObject({ scheme: 'light', from: '#ffd400', to: light.main, needed: 3 });
    expect(corrections[0]?.ratio).toBeLessThan(1.5);
    expect(corrections[0]?.words).toContain('In the light theme #ffd400 is shown as');
    expect(corrections[0]?.words).toContain('hardly stand out');
  });

  it('darkens a mid blue until white on it can be read, and says so', () => {
    const { light, corrections } = accentScale('#2f80ed');
    expect(light.onAccent).toBe('#ffffff');
    expect(corrections[0]?.words).toContain('text on it would be too faint (3.9:1, 4.5:1 is needed)');
  });

  it('lightens a near black in the dark scheme only', () => {
    const { light, corrections } = accentScale('#101114');
    expect(light.main).toBe('#101114');
    expect(corrections.map(({ scheme }) => scheme)).toEqual(['dark']);
  });

  it('tells of a correction exactly where there is one', () => {
    for (const [colour, scale] of scales) {
      const corrected = (['light', 'dark'] as const).filter((scheme) => scale[scheme].main !== colour);
      expect(scale.corrections.map(({ scheme }) => scheme)).toEqual(corrected);
    }
  });

  it('takes three digits and capitals, and falls back to the default for what is no colour', () => {
    expect(accentScale('#35D')).toEqual(accentScale('#3355dd'));
    expect(accentScale('tomato')).toEqual(accentScale(DEFAULT_ACCENT));
    expect(accentScale('')).toEqual(accentScale(DEFAULT_ACCENT));
  });
});
