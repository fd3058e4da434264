import { record, whoOf } from '../audit/record.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import type { RequestMeta } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { loadSession } from '../session/session-facts.ts';
import { sessionNote } from '../session/sign-in-audit.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { authHeaders, SESSION_LASTS } from './auth.ts';
import { recogniseDevice } from './remembered-device.ts';

/**
 * Opens a session for who has the right password, and puts its cookie on the answer. A second factor is still owed by it, where there is one,
 * unless the browser is remembered and may be.
 * @throws 401 `invalid_credentials`
 */
export async function openSession(
  deps: Dependencies,
  request: RequestMeta,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<SignedIn> {
  const answer = await deps.auth.api
    .signInEmail({ body: { email, password }, headers: authHeaders(request), returnHeaders: true })
    .catch((error: unknown) => {
      throw isRefusal(error) ? problem('invalid_credentials') : error;
    });
  const { token } = answer.response;
  const now = deps.clock.now();
  // The library has a clock of its own; when a session ends is told by ours.
  await deps.db.kysely
    .updateTable('sessions')
    .set({ created_at: now, expires_at: new Date(now.getTime() + SESSION_LASTS * 1000) })
    .where('token', '=', token)
    .execute();
  const session = await loadSession(deps.db, token, now);
  // Right password, but a person of no agency and no active client: they are told no more than a stranger.
  if (!session) {
    await deps.db.kysely.deleteFrom('sessions').where('token', '=', token).execute();
    throw problem('invalid_credentials');
  }
  if (session.owes === 'code') await recogniseDevice(deps, request, session);
  await deps.db.withSystem(async (db) => {
    await db
      .updateTable('people')
      .set({ last_sign_in_at: now })
      .where('id', '=', session.person.id)
      .execute();
    await record(db, whoOf(session, request), sessionNote('session.started', session));
  });
  for (const line of answer.headers.getSetCookie()) request.answerHeaders.append('set-cookie', line);
  return session;
}

/** better-auth's own refusals carry a status; anything else is a failure. */
const isRefusal = (error: unknown): boolean => {
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' && status >= 400 && status < 500;
};
