import type { SystemDb } from '../db/database.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import type { RequestMeta } from '../platform/endpoint-handler.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { readCookie } from './signed-cookie.ts';
import { hashOf, newToken } from './token.ts';

/** Days for which a browser isn't asked for the second factor again. */
const DAYS = 30;

const cookieName = (secure: boolean): string => `${secure ? '__Host-' : ''}foyer.remembered`;
const isSecure = ({ publicUrl }: Pick<Dependencies, 'publicUrl'>): boolean =>
  publicUrl?.startsWith('https:') ?? false;

/** Remembers this browser for the person, in the session's favour too: what is forgotten later takes the session with it. */
export async function rememberDevice(
  db: SystemDb,
  deps: Pick<Dependencies, 'newId' | 'clock' | 'publicUrl'>,
  request: Pick<RequestMeta, 'headers' | 'answerHeaders'>,
  personId: string,
): Promise<void> {
  const token = newToken();
  const now = deps.clock.now();
  await db
    .insertInto('remembered_devices')
    .values({
      id: deps.newId(),
      person_id: personId,
      token_hash: await hashOf(token),
      user_agent: request.headers.get('user-agent')?.slice(0, 400) ?? null,
      created_at: now,
      expires_at: new Date(now.getTime() + DAYS * 86_400_000),
    })
    .execute();
  const secure = isSecure(deps);
  request.answerHeaders.append(
    'set-cookie',
    `${cookieName(secure)}=${token}; Max-Age=${DAYS * 86_400}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
  );
}

/** Takes the second factor of a new session as met, if this browser is remembered for the person and their company allows it. */
export async function recogniseDevice(
  deps: Pick<Dependencies, 'db' | 'clock' | 'publicUrl'>,
  request: Pick<RequestMeta, 'headers'>,
  session: SignedIn,
): Promise<void> {
  const token = readCookie(request.headers.get('cookie'), cookieName(isSecure(deps)));
  if (!token || !session.mayRemember) return;
  const now = deps.clock.now();
  const tokenHash = await hashOf(token);
  await deps.db.withSystem(async (db) => {
    const device = await db
      .selectFrom('remembered_devices')
      .select('id')
      .where('token_hash', '=', tokenHash)
      .where('person_id', '=', session.person.id)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    if (!device) return;
    await db
      .updateTable('sessions')
      .set({ factor_at: now, remembered_device: device.id })
      .where('id', '=', session.sessionId)
      .execute();
  });
}

/** Forgets them all: whoever holds one is asked again. */
export async function forgetDevices(db: SystemDb, personId: string): Promise<void> {
  await db.deleteFrom('remembered_devices').where('person_id', '=', personId).execute();
}
