import { ApiError } from '@foyer/contract';
import { waitWords } from './sign-in-words.ts';

/** Why something around signing in didn't work; null: there is nothing to say. What belongs to one field is said there. */
export function failureWords(error: Error | null): string | null {
  if (error === null) return null;
  if (!(error instanceof ApiError)) return 'Something went wrong here. Reload the page and try again.';
  const { problem } = error;
  switch (error.code) {
    case 'network':
      return 'The portal couldn’t be reached. Check your connection and try again.';
    case 'rate_limited':
      return `Too many tries. You can try again in ${waitWords(problem?.retryAfter ?? 60)}.`;
    case 'invalid':
      return null;
    default:
      return problem?.detail ?? problem?.title ?? 'This didn’t work. Try again in a moment.';
  }
}

/** What is wrong with one field of what was sent. */
export function fieldWords(error: Error | null, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.problem?.fields?.find((one) => one.field === `body.${field}`)?.message;
}
