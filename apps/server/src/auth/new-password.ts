import { invalid } from '../platform/problem.ts';

/** Refuses what is guessed first. The length is the contract's. @throws 422 */
export function refuseBadPassword(password: string, email: string): void {
  const plain = password.trim().toLowerCase();
  if (plain === email || plain === email.split('@')[0])
    throw invalid('body.password', 'Take something else than your e-mail address.');
  if (new Set(plain).size < 4) throw invalid('body.password', 'Take something that is harder to guess.');
}
