import { createTheme } from '@mui/material/styles';
import { accentScale, type AccentRoles } from './accent-scale.ts';
import { fontFamily, motion, schemes, token, typeScale, type Scheme } from './tokens.ts';

type StatusColour = { main: string; subtle: string };

interface FoyerPalette {
  surface: Record<0 | 1 | 2 | 3, string>;
  line: { main: string; strong: string };
  accent: Record<'main' | 'hover' | 'active' | 'subtle' | 'onAccent' | 'text' | 'focus', string>;
  positive: StatusColour;
  negative: StatusColour;
  lift: Record<1 | 2, string>;
  scrim: { main: string };
}

declare module '@mui/material/styles' {
  interface Palette extends FoyerPalette {}
  interface PaletteOptions extends FoyerPalette {}
  interface PaletteColor {
    subtle?: string;
  }
  interface SimplePaletteColorOptions {
    subtle?: string;
  }
}

declare module '@mui/material/Button' {
  interface ButtonPropsColorOverrides {
    secondary: false;
    success: false;
    warning: false;
    info: false;
  }
}

function paletteOf(scheme: Scheme, roles: AccentRoles) {
  const values = schemes[scheme];
  const [surface0, surface1, surface2, surface3] = values.surface;
  const [text1, text2, text3] = values.text;
  const onStatus = scheme === 'light' ? '#ffffff' : '#0c0e11';
  return {
    surface: { 0: surface0, 1: surface1, 2: surface2, 3: surface3 },
    line: { main: values.line, strong: values.lineStrong },
    accent: { ...roles },
    positive: { ...values.positive },
    negative: { ...values.negative },
    lift: { 1: values.shadow[0], 2: values.shadow[1] },
    scrim: { main: values.scrim },
    // MUI's own names for the same roles, so that its components follow.
    background: { default: surface1, paper: surface1 },
    text: { primary: text1, secondary: text2, disabled: text3 },
    divider: values.line,
    primary: {
      main: roles.main,
      dark: roles.hover,
      light: roles.subtle,
      contrastText: roles.onAccent,
    },
    success: { ...values.positive, contrastText: onStatus },
    warning: { ...values.warning, contrastText: onStatus },
    error: { ...values.negative, contrastText: onStatus },
    info: { ...values.info, contrastText: onStatus },
    action: { hover: surface2, selected: roles.subtle, disabled: text3, disabledBackground: surface2 },
  };
}

const px = (size: number) => `${size / 16}rem`;

/** MUI's theme carrying the tokens as CSS variables (`--foyer-…`), for an agency's accent and a direction. */
export function createFoyerTheme(accent: string, direction: 'ltr' | 'rtl') {
  const scale = accentScale(accent);
  return createTheme({
    direction,
    cssVariables: { cssVarPrefix: 'foyer', colorSchemeSelector: '[data-scheme="%s"]' },
    colorSchemes: {
      light: { palette: paletteOf('light', scale.light) },
      dark: { palette: paletteOf('dark', scale.dark) },
    },
    spacing: 4,
    breakpoints: { values: { xs: 0, sm: 640, md: 900, lg: 1200, xl: 1600 } },
    shape: { borderRadius: 6 },
    motion: { reducedMotion: 'system' },
    typography: {
      fontFamily,
      fontSize: 14,
      fontWeightMedium: 500,
      fontWeightBold: 600,
      h1: { fontSize: px(typeScale.title), lineHeight: 1.3, fontWeight: 600, letterSpacing: '-0.012em' },
      h2: { fontSize: px(typeScale.lead), lineHeight: 1.4, fontWeight: 600, letterSpacing: '-0.006em' },
      h3: { fontSize: px(typeScale.body), lineHeight: 1.45, fontWeight: 600 },
      h4: { fontSize: px(typeScale.display), lineHeight: 1.2, fontWeight: 600, letterSpacing: '-0.02em' },
      body1: { fontSize: px(typeScale.body), lineHeight: 1.5 },
      body2: { fontSize: px(typeScale.small), lineHeight: 1.45 },
      caption: { fontSize: px(typeScale.caption), lineHeight: 1.4, color: token.text3 },
      button: { fontSize: px(typeScale.small), lineHeight: 1.4, fontWeight: 500, textTransform: 'none' },
    },
    components: {
      MuiButtonBase: {
        defaultProps: { disableRipple: true, disableTouchRipple: true },
        styleOverrides: {
          root: {
            '&.Mui-focusVisible': { outline: `2px solid ${token.focus}`, outlineOffset: 2 },
          },
        },
      },
      MuiButton: {
        defaultProps: { variant: 'outlined', disableElevation: true },
        styleOverrides: {
          root: {
            minWidth: 'auto',
            minHeight: token.control,
            padding: '0 12px',
            borderRadius: token.radius,
            whiteSpace: 'nowrap',
            transition: `background-color ${motion.quick}, border-color ${motion.quick}, color ${motion.quick}`,
            '&.Mui-disabled': { opacity: 0.55 },
          },
          sizeSmall: { minHeight: 26, padding: '0 8px', fontSize: px(typeScale.caption) },
          startIcon: { marginInline: '-2px 6px', '& > *:nth-of-type(1)': { fontSize: 16 } },
          endIcon: { marginInline: '6px -2px', '& > *:nth-of-type(1)': { fontSize: 16 } },
        },
        variants: [
          {
            props: { variant: 'contained', color: 'primary' },
            style: {
              backgroundColor: token.accent,
              color: token.onAccent,
              boxShadow: 'inset 0 1px 0 rgb(255 255 255 / 0.14), 0 1px 2px rgb(16 20 28 / 0.14)',
              '&:hover': { backgroundColor: token.accentHover },
              '&:active': { backgroundColor: token.accentActive },
              '&.Mui-disabled': { backgroundColor: token.accent, color: token.onAccent },
            },
          },
          {
            props: { variant: 'outlined', color: 'primary' },
            style: {
              borderColor: token.line,
              color: token.text1,
              backgroundColor: token.surface1,
              boxShadow: '0 1px 1px rgb(16 20 28 / 0.04)',
              '&:hover': { borderColor: token.line, backgroundColor: token.surface2 },
              '&:active': { backgroundColor: token.surface3 },
              '&.Mui-disabled': { borderColor: token.line, color: token.text2 },
            },
          },
          {
            props: { variant: 'text', color: 'primary' },
            style: {
              color: token.text2,
              '&:hover': { backgroundColor: token.surface2, color: token.text1 },
              '&:active': { backgroundColor: token.surface3 },
            },
          },
          {
            props: { variant: 'outlined', color: 'error' },
            style: {
              borderColor: token.line,
              color: token.negative,
              '&:hover': { borderColor: token.negative, backgroundColor: token.negativeSubtle },
            },
          },
        ],
      },
      MuiIconButton: {
        defaultProps: { size: 'medium' },
        styleOverrides: {
          root: {
            borderRadius: token.radius,
            width: token.control,
            height: token.control,
            padding: 0,
            color: token.text2,
            transition: `background-color ${motion.quick}, color ${motion.quick}`,
            '&:hover': { backgroundColor: token.surface2, color: token.text1 },
            '&:active': { backgroundColor: token.surface3 },
            '&[aria-pressed="true"]': { backgroundColor: token.accentSubtle, color: token.accentText },
          },
          sizeSmall: {
            width: 26,
            height: 26,
            '@media (pointer: coarse)': { width: 32, height: 32 },
          },
        },
      },
      MuiInputBase: {
        styleOverrides: {
          root: {
            minHeight: token.control,
            fontSize: px(typeScale.body),
            lineHeight: 1.45,
            borderRadius: token.radius,
            backgroundColor: token.surface1,
            boxShadow: `inset 0 0 0 1px ${token.lineStrong}`,
            transition: `box-shadow ${motion.quick}`,
            '&.Mui-focused': { boxShadow: `inset 0 0 0 1px ${token.focus}, 0 0 0 1px ${token.focus}` },
            '&.Mui-error': { boxShadow: `inset 0 0 0 1px ${token.negative}` },
            '&.Mui-error.Mui-focused': {
              boxShadow: `inset 0 0 0 1px ${token.negative}, 0 0 0 1px ${token.negative}`,
            },
            '&.Mui-disabled': { backgroundColor: token.surface2, boxShadow: `inset 0 0 0 1px ${token.line}` },
          },
          input: {
            padding: '5px 10px',
            height: 'auto',
            '&::placeholder': { color: token.text3, opacity: 1 },
          },
          multiline: { padding: 0 },
        },
      },
      MuiLink: {
        defaultProps: { underline: 'hover' },
        styleOverrides: {
          root: {
            color: token.accentText,
            borderRadius: 3,
            textUnderlineOffset: 2,
            '&:focus-visible': { outline: `2px solid ${token.focus}`, outlineOffset: 2 },
          },
        },
      },
      MuiPaper: {
        defaultProps: { elevation: 0 },
        styleOverrides: {
          root: { backgroundImage: 'none', backgroundColor: token.surface1, color: token.text1 },
        },
      },
      MuiPopover: {
        styleOverrides: {
          paper: { borderRadius: token.radiusLarge, boxShadow: token.shadow2, marginBlock: 4 },
        },
      },
      MuiMenu: { styleOverrides: { list: { padding: 4 } } },
      MuiMenuItem: {
        defaultProps: { disableRipple: true },
        styleOverrides: {
          root: {
            minHeight: 32,
            gap: 8,
            padding: '4px 8px',
            borderRadius: token.radius,
            fontSize: px(typeScale.small),
            lineHeight: 1.4,
            '&:hover, &.Mui-focusVisible': { backgroundColor: token.surface2 },
            '&.Mui-focusVisible': { outlineOffset: -2 },
            '&.Mui-selected, &.Mui-selected:hover, &.Mui-selected.Mui-focusVisible': {
              backgroundColor: token.surface2,
              fontWeight: 500,
            },
          },
        },
      },
      MuiBackdrop: {
        styleOverrides: {
          root: { '&:not(.MuiBackdrop-invisible)': { backgroundColor: token.scrim } },
        },
      },
      MuiDialog: {
        styleOverrides: {
          paper: { borderRadius: token.radiusLarge, boxShadow: token.shadow2, margin: 16 },
        },
      },
    },
  });
}
