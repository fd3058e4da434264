import type { ReactNode } from 'react';

/**
 * A run that reads from left to right in every language: phone numbers, e-mail and network addresses, codes. In a page that reads from right to
 * left, it would turn round or take its neighbours' punctuation along.
 *
 * @example <LeftToRight>{formatPhone('+12125550110')}</LeftToRight>
 */
export function LeftToRight({ children }: { children: ReactNode }) {
  return <bdi dir="ltr">{children}</bdi>;
}
