import type { Capability, Decision } from '@foyer/access';
import type { Decisions } from '@foyer/contract';
import { begin, succeeded, type Attempt } from '../auth/sign-in-limits.ts';
import { authHeaders, SESSION_LASTS, SESSION_RENEWED_AFTER } from '../auth/auth.ts';
import { knownDevices } from '../auth/known-device.ts';
import { derivedKey } from '../auth/signed-cookie.ts';
import { addressBytes } from '../platform/cidr.ts';
import type { Dependencies } from '../platform/dependencies.ts';
import type { Handlers, RequestMeta } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { remotesOf } from './remotes-of.ts';
import { loadSession, NEUTRAL_ACCENT } from './session-facts.ts';

export const sessionHandlers: Handlers<'getBranding' | 'signIn' | 'signOut' | 'getSession'> = {
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
    const { attempt, remember } = await describeAttempt(email, request, deps);
    await begin(deps.db, attempt);
    const headers = authHeaders(request);
    const answer = await deps.auth.api
      .signInEmail({ body: { email, password: input.body.password }, headers, returnHeaders: true })
      .catch((error: unknown) => {
        throw isRefusal(error) ? problem('invalid_credentials') : error;
      });
    // Right password, but a person of no agency and no active client: they are told no more than a stranger.
    const session = await loadSession(deps.db, answer.response.token, deps.clock.now());
    if (!session) {
      await deps.db.kysely.deleteFrom('sessions').where('token', '=', answer.response.token).execute();
      throw problem('invalid_credentials');
    }
    await succeeded(deps.db, attempt);
    for (const line of answer.headers.getSetCookie()) request.answerHeaders.append('set-cookie', line);
    request.answerHeaders.append('set-cookie', await remember());
  },

  signOut: async ({ deps, request }) => {
    const { headers } = await deps.auth.api.signOut({ headers: authHeaders(request), returnHeaders: true });
    for (const line of headers.getSetCookie()) request.answerHeaders.append('set-cookie', line);
  },

  getSession: async ({ session, decisions, deps, request }) => {
    const renewFrom = session.expiresAt.getTime() - (SESSION_LASTS - SESSION_RENEWED_AFTER) * 1000;
    if (deps.clock.now().getTime() > renewFrom) {
      const { headers } = await deps.auth.api.getSession({
        headers: authHeaders(request),
        returnHeaders: true,
      });
      for (const line of headers.getSetCookie()) request.answerHeaders.append('set-cookie', line);
    }
    return {
      person: session.person,
      agency: { id: session.agency.id, name: session.agency.name },
      client: session.client && { id: session.client.id, name: session.client.name },
      projects: [...session.projects],
      role: session.role,
      mode: session.mode,
      decisions: sendable(decisions),
      branding: session.agency.branding,
      timeZone: session.client?.timeZone ?? 'UTC',
      remotes: remotesOf(deps.site, decisions),
    };
  },
};

/** The same decisions in arrays of their own, as the contract's types have them. */
const sendable = (decisions: Readonly<Record<Capability, Decision>>): Decisions =>
  Object.fromEntries(
    Object.entries(decisions).map(([name, { level, denials }]) => [name, { level, denials: [...denials] }]),
  ) as Decisions;

async function describeAttempt(
  email: string,
  request: RequestMeta,
  deps: Dependencies,
): Promise<{ attempt: Attempt; remember: () => Promise<string> }> {
  const key = derivedKey(deps.secret, 'sign-in');
  const devices = knownDevices(key, deps.publicUrl?.startsWith('https:') ?? false);
  const accountKey = await keyedHash(await key, `account:${email}`);
  const device = await devices.recognise(request.headers.get('cookie'), accountKey);
  const place = device === null ? `address:${network(request.address)}` : `device:${device}`;
  return {
    attempt: {
      id: deps.newId(),
      accountKey,
      addressKey: await keyedHash(await key, place),
      knownDevice: device !== null,
      at: deps.clock.now(),
    },
    remember: () => devices.remember(device ?? deps.newId(), accountKey),
  };
}

/** An IPv6 caller has at least a /64 to choose addresses from: it counts as one. */
function network(address: string): string {
  const bytes = addressBytes(address);
  return bytes?.length === 16 ? bytes.slice(0, 8).join('.') : address;
}

async function keyedHash(key: CryptoKey, text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)));
  return Array.from(hash.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** better-auth's own refusals carry a status; anything else is a failure. */
const isRefusal = (error: unknown): boolean => {
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' && status >= 400 && status < 500;
};
