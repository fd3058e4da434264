import { ApiError } from '@foyer/contract';
import { explain } from '@foyer/access';

/** Why a write was refused, in words beside what was written. */
export function failureWords(error: unknown): string {
  if (!(error instanceof ApiError)) return 'That didn’t work. Try again.';
  const field = error.problem?.fields?.[0]?.message;
  const denial = error.problem?.denials?.[0];
  if (field) return field;
  if (error.code === 'denied' && denial) {
    const { reason, whoCanChange } = explain(denial);
    return `${reason} ${whoCanChange}`.trim();
  }
  return error.problem?.detail ?? error.message;
}
