import { ApiError } from '@foyer/contract';
import type { SecondFactor } from '@foyer/contract/credentials';
import { useHost } from '@foyer/federation';
import { useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import { Facts, Failed, Loading, Notice, PageFrame, Panel, Stack } from '@foyer/ui';
import { useState } from 'react';
import { credentials } from '../session/credentials.ts';
import { CodeForm } from './code-form.tsx';
import { Enrolment } from './enrolment.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { secondFactorQuery } from './second-factor-query.ts';

const REQUIRED = {
  company: 'Your company requires it of everybody.',
  person: 'Your agency requires it of you.',
} as const;

/** A person's own second factor: set it up, renew the recovery codes, do without. */
export function TwoStepPage() {
  const factor = useQuery(secondFactorQuery);
  const queryClient = useQueryClient();
  const [codes, setCodes] = useState<string[] | null>(null);
  const look = () => queryClient.invalidateQueries({ queryKey: secondFactorQuery.queryKey });
  const show = (fresh: string[]) => {
    setCodes(fresh);
    void look();
  };
  return (
    <PageFrame
      title="Two-step sign-in"
      sentence="Besides your password, signing in takes a code from an app on your phone."
    >
      <Stack spacing={4} sx={{ maxWidth: 480 }}>
        {codes ? (
          <Panel title="Your recovery codes">
            <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
          </Panel>
        ) : factor.isPending ? (
          <Loading shape="lines" label="Loading" />
        ) : factor.isError ? (
          <Failed
            title="This couldn’t be loaded"
            problem={factor.error instanceof ApiError ? factor.error.problem : null}
            onRetry={() => void factor.refetch()}
            retrying={factor.isFetching}
          />
        ) : factor.data.enrolled ? (
          <Enrolled factor={factor.data} onCodes={show} onDisabled={look} />
        ) : (
          <Panel title="Not set up">
            <Enrolment needsPassword onEnrolled={show} />
          </Panel>
        )}
      </Stack>
    </PageFrame>
  );
}

type EnrolledProps = {
  factor: SecondFactor;
  onCodes: (codes: string[]) => void;
  onDisabled: () => unknown;
};

function Enrolled({ factor, onCodes, onDisabled }: EnrolledProps) {
  const { announce } = useHost();
  const remake = useMutation({
    mutationFn: (code: string) => credentials.remakeRecoveryCodes({ body: { code } }),
    onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
  });
  const disable = useMutation({
    mutationFn: (code: string) => credentials.disableSecondFactor({ body: { code } }),
    onSuccess: () => {
      announce('Two-step sign-in is off.');
      return onDisabled();
    },
  });
  return (
    <>
      <Panel title="Set up">
        <Facts
          items={[
            { label: 'Authenticator', value: 'On' },
            { label: 'Recovery codes', value: `${factor.recoveryCodesLeft} left` },
          ]}
        />
      </Panel>
      <Panel title="New recovery codes">
        <Stack spacing={3}>
          <p>The old ones stop working.</p>
          <CodeForm
            onSend={(code) => remake.mutate(code)}
            error={remake.error}
            sending={remake.isPending}
            action="Make new codes"
            recovery
          />
        </Stack>
      </Panel>
      <Panel title="Turn it off">
        {factor.requiredBy ? (
          <Notice tone="info">{REQUIRED[factor.requiredBy]} It can’t be turned off.</Notice>
        ) : (
          <CodeForm
            onSend={(code) => disable.mutate(code)}
            error={disable.error}
            sending={disable.isPending}
            action="Turn off two-step sign-in"
            recovery
          />
        )}
      </Panel>
    </>
  );
}
