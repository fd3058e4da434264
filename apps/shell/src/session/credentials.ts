import { clientBeside, type RoutesOf } from '@foyer/contract';
import type { CredentialContract } from '@foyer/contract/credentials';
import { api } from './api.ts';

const routes: RoutesOf<CredentialContract> = {
  readInvitation: 'POST /api/invitations/read',
  acceptInvitation: 'POST /api/invitations/accept',
  forgotPassword: 'POST /api/password/forgotten',
  resetPassword: 'POST /api/password/reset',
  getSecondFactor: 'GET /api/mfa',
  verifySecondFactor: 'POST /api/mfa/verify',
  beginEnrolment: 'POST /api/mfa/enrolment',
  confirmEnrolment: 'POST /api/mfa/enrolment/confirm',
  remakeRecoveryCodes: 'POST /api/mfa/recovery-codes',
  disableSecondFactor: 'POST /api/mfa/disable',
};

/** What the pages around signing in ask, beside what every page does. */
export const credentials = clientBeside<CredentialContract>(api, routes);
