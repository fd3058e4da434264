// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { formatPhone } from './format.ts';
import { LeftToRight } from './left-to-right.tsx';

it('a phone number reads from left to right in a page that reads the other way, apart from its neighbours', () => {
  render(
    <p dir="rtl">
      الرقم: <LeftToRight>{formatPhone('+12125550110')}</LeftToRight>.
    </p>,
  );
  const number = screen.getByText('+1 212 555 0110');
  expect(number.tagName).toBe('BDI');
  expect(number.getAttribute('dir')).toBe('ltr');
});
