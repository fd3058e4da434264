import { ApiError } from '@foyer/contract';

/** Why signing in didn't work, for the person in front of it. */
export function signInWords(error: unknown, secondsLeft: number): string {
  if (!(error instanceof ApiError)) return 'Something went wrong here. Reload the page and try again.';
  switch (error.code) {
    case 'invalid_credentials':
      return 'The e-mail address or the password is wrong.';
    case 'rate_limited':
      return secondsLeft > 0
        ? `Too many tries. You can try again in ${waitWords(secondsLeft)}.`
        : 'You can try again now.';
    case 'network':
      return 'The portal couldn’t be reached. Check your connection and try again.';
    case 'invalid':
    case 'malformed':
      return 'Enter your e-mail address and your password.';
    default:
      return error.problem?.title ?? 'The portal couldn’t sign you in right now. Try again in a moment.';
  }
}

export function waitWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
