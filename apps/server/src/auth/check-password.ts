import type { Dependencies } from '../platform/dependencies.ts';
import type { RequestMeta } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { describeAttempt } from './attempt.ts';
import { begin, succeeded } from './sign-in-limits.ts';

/**
 * Has somebody who is signed in show that they still are who they were. Counts as a try to sign in.
 * @throws 401 `invalid_credentials`, 429 `rate_limited`
 */
export async function checkPassword(
  deps: Dependencies,
  request: RequestMeta,
  person: { readonly id: string; readonly email: string },
  password: string,
): Promise<void> {
  const { attempt } = await describeAttempt('password', person.email, request, deps);
  await begin(deps.db, attempt);
  const [account] = await deps.db.prepared<{ password: string | null }>(
    'password-of',
    "select password from accounts where user_id = $1 and provider_id = 'credential'",
    [person.id],
  );
  const { password: hashing } = await deps.auth.$context;
  const hash = account?.password;
  if (!hash || !(await hashing.verify({ hash, password }))) throw problem('invalid_credentials');
  await succeeded(deps.db, attempt);
}
