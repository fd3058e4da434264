import type { Session } from '@foyer/contract';
import { useMutation, useQuery } from '@foyer/federation/query';
import { Checkbox } from '@foyer/ui';
import { useState } from 'react';
import { credentials } from '../session/credentials.ts';
import { CodeForm } from './code-form.tsx';
import { Enrolment } from './enrolment.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { secondFactorQuery } from './second-factor-query.ts';

type SecondStepProps = {
  owes: Exclude<Session['owes'], 'nothing'>;
  /** It is met, and whatever there was to read has been read. */
  onMet: () => void | Promise<unknown>;
};

/** What stands between the password and the portal: a code, or the enrolment that is owed. */
export function SecondStep({ owes, onMet }: SecondStepProps) {
  // The codes stay until they are kept: by then the session owes nothing any more.
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onKept={() => void onMet()} />;
  if (owes === 'code') return <EnterCode onMet={onMet} />;
  return (
    <>
      <p>Your account needs a second step: a code from an app on your phone, each time you sign in.</p>
      <Enrolment needsPassword={false} onEnrolled={setCodes} />
    </>
  );
}

function EnterCode({ onMet }: Pick<SecondStepProps, 'onMet'>) {
  const mayRemember = useQuery(secondFactorQuery).data?.mayRemember ?? false;
  const [remember, setRemember] = useState(false);
  const verify = useMutation({
    mutationFn: (code: string) => credentials.verifySecondFactor({ body: { code, remember } }),
    onSuccess: () => onMet(),
  });
  return (
    <CodeForm
      onSend={(code) => verify.mutate(code)}
      error={verify.error}
      sending={verify.isPending}
      action="Continue"
      help="The six digits that your authenticator app shows now."
      recovery
      autoFocus
    >
      {mayRemember && (
        <Checkbox
          label="Don’t ask on this device for 30 days"
          help="Only on a device that is yours alone."
          checked={remember}
          onChange={setRemember}
        />
      )}
    </CodeForm>
  );
}
