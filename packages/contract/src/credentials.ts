import { endpoint } from './endpoint.ts';
import { brandingSchema } from './session.ts';
import { PASSWORD_LENGTH } from './password-length.ts';
import { personNameSchema } from './people.ts';
import { instantSchema } from './values.ts';
import { z } from './zod.ts';

export const newPasswordSchema = z
  .string()
  .min(PASSWORD_LENGTH.min, `Take at least ${PASSWORD_LENGTH.min} characters.`)
  .max(PASSWORD_LENGTH.max);

/** From a link of a mail. Whatever is wrong with it (expired, used, void, never sent) is one and the same 404. */
const tokenSchema = z.string().min(1).max(200);

/** Six digits of an authenticator, or a recovery code; blanks and hyphens don't count. */
const codeSchema = z.string().trim().min(6).max(40);

export const RECOVERY_CODES = 10;

export const secondFactorSchema = z.strictObject({
  enrolled: z.boolean(),
  /** What this session owes before it may do anything else. */
  owes: z.enum(['nothing', 'code', 'enrolment']),
  /** Why there must be one; then it can't be turned off. */
  requiredBy: z.enum(['company', 'person']).nullable(),
  recoveryCodesLeft: z.number().int(),
  /** Whether this browser may be remembered. */
  mayRemember: z.boolean(),
});
export type SecondFactor = z.infer<typeof secondFactorSchema>;

const recoveryCodesSchema = z.strictObject({ recoveryCodes: z.array(z.string()).length(RECOVERY_CODES) });

/** How people get in, and keep others out: invitations, passwords, second factors. */
export const credentialEndpoints = {
  readInvitation: endpoint({
    method: 'POST',
    path: '/api/invitations/read',
    needs: 'public',
    summary: 'Whom an invitation is for, and where to.',
    body: z.strictObject({ token: tokenSchema }),
    answers: {
      json: z.strictObject({
        email: z.string(),
        name: z.string(),
        client: z.string(),
        branding: brandingSchema,
        expiresAt: instantSchema,
      }),
    },
    errors: ['not_found', 'rate_limited'],
  }),
  acceptInvitation: endpoint({
    method: 'POST',
    path: '/api/invitations/accept',
    needs: 'public',
    summary:
      'Become a person of the client with a name and a password, and sign in. An invitation works once.',
    body: z.strictObject({ token: tokenSchema, name: personNameSchema, password: newPasswordSchema }),
    answers: { nothing: true },
    errors: ['not_found', 'rate_limited'],
  }),
  forgotPassword: endpoint({
    method: 'POST',
    path: '/api/password/forgotten',
    needs: 'public',
    summary:
      'Send a link to choose a new password, which holds for an hour, if somebody signs in with this address. The answer doesn’t tell.',
    body: z.strictObject({ email: z.string().trim().min(3).max(254) }),
    answers: { nothing: true },
    errors: ['rate_limited'],
  }),
  resetPassword: endpoint({
    method: 'POST',
    path: '/api/password/reset',
    needs: 'public',
    summary: 'Choose a new password with the link of a mail, end every session of the person, and sign in.',
    body: z.strictObject({ token: tokenSchema, password: newPasswordSchema }),
    answers: { nothing: true },
    errors: ['not_found', 'rate_limited'],
  }),

  getSecondFactor: endpoint({
    method: 'GET',
    path: '/api/mfa',
    needs: 'session',
    beforeSecondFactor: true,
    summary: 'Whether there is a second factor, and what this session owes.',
    answers: { json: secondFactorSchema },
  }),
  verifySecondFactor: endpoint({
    method: 'POST',
    path: '/api/mfa/verify',
    needs: 'session',
    beforeSecondFactor: true,
    whileViewing: true,
    summary: 'Finish signing in with a code or a recovery code; each works once.',
    body: z.strictObject({ code: codeSchema, remember: z.boolean().default(false) }),
    answers: { nothing: true },
    errors: ['conflict', 'rate_limited'],
  }),
  beginEnrolment: endpoint({
    method: 'POST',
    path: '/api/mfa/enrolment',
    needs: 'session',
    beforeSecondFactor: true,
    whileViewing: true,
    summary:
      'A new secret for an authenticator, not in force until it is confirmed. Takes the password, except where enrolment is owed at sign-in.',
    body: z.strictObject({ password: z.string().min(1).max(256).optional() }),
    answers: { json: z.strictObject({ secret: z.string(), uri: z.string() }) },
    errors: ['conflict', 'invalid_credentials', 'rate_limited'],
  }),
  confirmEnrolment: endpoint({
    method: 'POST',
    path: '/api/mfa/enrolment/confirm',
    needs: 'session',
    beforeSecondFactor: true,
    whileViewing: true,
    summary: 'Put the new secret in force with its first code. The recovery codes are told this once.',
    body: z.strictObject({ code: codeSchema }),
    answers: { json: recoveryCodesSchema },
    errors: ['conflict', 'rate_limited'],
  }),
  remakeRecoveryCodes: endpoint({
    method: 'POST',
    path: '/api/mfa/recovery-codes',
    needs: 'session',
    summary: 'New recovery codes in place of the old ones, told this once.',
    body: z.strictObject({ code: codeSchema }),
    answers: { json: recoveryCodesSchema },
    errors: ['conflict', 'rate_limited'],
  }),
  disableSecondFactor: endpoint({
    method: 'POST',
    path: '/api/mfa/disable',
    needs: 'session',
    summary: 'Do without a second factor, where none is required.',
    body: z.strictObject({ code: codeSchema }),
    answers: { nothing: true },
    errors: ['conflict', 'rate_limited'],
  }),
};

export type CredentialContract = typeof credentialEndpoints;
