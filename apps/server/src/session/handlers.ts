import { record, whoOf } from '../audit/record.ts';
import { describeAttempt } from '../auth/attempt.ts';
import { authHeaders, SESSION_LASTS, SESSION_RENEWED_AFTER } from '../auth/auth.ts';
import { openSession } from '../auth/open-session.ts';
import { begin, succeeded } from '../auth/sign-in-limits.ts';
import type { Handlers } from '../platform/endpoint-handler.ts';
import { problem, ProblemError } from '../platform/problem.ts';
import { readFallback } from '../releases/read-release.ts';
import { addressOf, mayOpen, remotesOf } from '../releases/releases.ts';
import { accessHash } from './access-hash.ts';
import { refusedSignIn, sessionNote } from './sign-in-audit.ts';
import { NEUTRAL_ACCENT } from './session-facts.ts';
import { endView, settleViews } from '../view-as/views.ts';

export const sessionHandlers: Handlers<
  'getBranding' | 'signIn' | 'signOut' | 'getSession' | 'getRemoteVersion'
> = {
  getBranding: async ({ deps, request }) => {
    const host = request.headers.get('host')?.toLowerCase() ?? '';
    const own = await deps.db.kysely
      .selectFrom('branding')
      .select(['name', 'accent', 'logo'])
      .where('host', 'in', [host, host.replace(/:\d+$/, '')])
      .limit(1)
      .executeTakeFirst();
    return own ?? { name: 'Foyer', accent: NEUTRAL_ACCENT, logo: null };
  },

  signIn: async ({ input, deps, request }) => {
    const email = input.body.email.toLowerCase();
    const { attempt, remember } = await describeAttempt('password', email, request, deps);
    await begin(deps.db, attempt);
    await openSession(deps, request, { email, password: input.body.password }).catch((error: unknown) => {
      if (error instanceof ProblemError && error.code === 'invalid_credentials')
        refusedSignIn(deps, request, email);
      throw error;
    });
    await succeeded(deps.db, attempt);
    request.answerHeaders.append('set-cookie', await remember());
  },

  signOut: async ({ session, deps, request }) => {
    await deps.db.withSystem(async (db) => {
      await endView(db, session, request);
      await record(
        db,
        whoOf({ ...session, mode: 'own', viewAs: null }, request),
        sessionNote('session.ended', session),
      );
    });
    const { headers } = await deps.auth.api.signOut({ headers: authHeaders(request), returnHeaders: true });
    for (const line of headers.getSetCookie()) request.answerHeaders.append('set-cookie', line);
  },

  getSession: async ({ session, decisions, deps, request }) => {
    const { lapsedView } = session;
    if (lapsedView !== null)
      await deps.db.withSystem((db) => settleViews(db, request.receivedAt, request.requestId, lapsedView));
    const renewFrom = session.expiresAt.getTime() - (SESSION_LASTS - SESSION_RENEWED_AFTER) * 1000;
    if (deps.clock.now().getTime() > renewFrom) {
      const { headers } = await deps.auth.api.getSession({
        headers: authHeaders(request),
        returnHeaders: true,
      });
      for (const line of headers.getSetCookie()) request.answerHeaders.append('set-cookie', line);
    }
    const releases = await deps.registry.at(session.registryRevision);
    const remotes = remotesOf(releases, session.client?.id ?? null, decisions);
    return {
      person: session.person,
      agency: { id: session.agency.id, name: session.agency.name },
      client: session.client && { id: session.client.id, name: session.client.name },
      // Whoever owes a second factor is told who they are and what is owed, and nothing of what is behind it.
      projects: session.owes === 'nothing' ? session.projects : [],
      role: session.role,
      mode: session.mode,
      viewAs: session.viewAs && {
        role: session.role,
        person: session.viewAs.person,
        reason: session.viewAs.reason,
        expiresAt: session.viewAs.expiresAt.toISOString(),
        leftMs: Math.max(0, session.viewAs.expiresAt.getTime() - deps.clock.now().getTime()),
        returnTo: session.viewAs.returnTo,
      },
      access: accessHash(session, decisions),
      news: session.news,
      owes: session.owes,
      decisions,
      branding: session.agency.branding,
      timeZone: session.client?.timeZone ?? 'UTC',
      remotes,
      remotesSignature: await deps.registry.sign(remotes),
      shell: deps.site.shell()?.manifest.version ?? '',
    };
  },

  getRemoteVersion: async ({ input, decisions, deps }) => {
    const { remote: id, version } = input.params;
    // Not yours, not there, withdrawn: it is all the same to whoever asks.
    if (!mayOpen(id, decisions)) throw problem('not_found');
    const found = await deps.db.withSystem((db) => readFallback(db, id, version));
    if (!found) throw problem('not_found');
    const remote = addressOf(found, 'stable', found.outage);
    return { remote, signature: await deps.registry.sign([remote]) };
  },
};
