import { ApiError, type ErrorCode } from '@foyer/contract';
import { expect, it } from 'vitest';
import { signInWords } from './sign-in-words.ts';

const failed = (code: ErrorCode, status: number) =>
  new ApiError(code, status, { type: 'x', title: 'Server words.', status, code, requestId: 'r' });

it.each([
  ['a wrong password', failed('invalid_credentials', 401), 0, 'The e-mail address or the password is wrong.'],
  ['too many tries', failed('rate_limited', 429), 90, 'Too many tries. You can try again in 2 minutes.'],
  [
    'the last second of waiting',
    failed('rate_limited', 429),
    1,
    'Too many tries. You can try again in 1 second.',
  ],
  ['the end of waiting', failed('rate_limited', 429), 0, 'You can try again now.'],
  [
    'no answer',
    new ApiError('network', 0, null),
    0,
    'The portal couldn’t be reached. Check your connection and try again.',
  ],
  ['an empty form', failed('invalid', 422), 0, 'Enter your e-mail address and your password.'],
  ['a server without its database', failed('unavailable', 503), 0, 'Server words.'],
])('somebody who meets %s reads why', (_, error, seconds, words) => {
  expect(signInWords(error, seconds)).toBe(words);
});
