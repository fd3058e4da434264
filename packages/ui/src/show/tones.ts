import { token } from '../theme/tokens.ts';

export type Tone = 'neutral' | 'positive' | 'warning' | 'negative' | 'info' | 'accent';

export const toneColour: Readonly<Record<Tone, string>> = {
  neutral: token.text3,
  positive: token.positive,
  warning: token.warning,
  negative: token.negative,
  info: token.info,
  accent: token.accentText,
};

export const toneSubtle: Readonly<Record<Tone, string>> = {
  neutral: token.surface2,
  positive: token.positiveSubtle,
  warning: token.warningSubtle,
  negative: token.negativeSubtle,
  info: token.infoSubtle,
  accent: token.accentSubtle,
};
