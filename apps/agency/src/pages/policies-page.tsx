import type { Addresses, Policies } from '@foyer/contract/permissions';
import { useUnsavedChanges } from '@foyer/federation';
import { useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import { useParams } from '@foyer/federation/router';
import {
  announce,
  Columns,
  LeftToRight,
  Loading,
  monoFamily,
  Notice,
  Panel,
  Panels,
  styled,
  Switch,
  TextField,
  token,
} from '@foyer/ui';
import { useState } from 'react';
import { BothSides, type Side } from '../components/both-sides.tsx';
import { ChangeLine } from '../components/change-line.tsx';
import { ConsoleFailure } from '../components/console-failure.tsx';
import { ENTITLEMENT_NAMES, ENTITLEMENTS, POLICIES, POLICY_NAMES } from '../components/policy-words.ts';
import { ABOVE_SAVE_BAR, SaveBar, SavedBar } from '../components/save-bar.tsx';
import { currentOf, wordsOfFailure, WriteFailure } from '../components/write-failure.tsx';
import { addressesQuery, clientKey, policiesQuery, useConsole } from '../queries.ts';

const Switches = styled('div')({
  display: 'grid',
  '& > label': { padding: '12px 16px', borderBlockStart: `1px solid ${token.line}` },
  '& label > span:not([id])': { fontWeight: 500 },
  '& input': ABOVE_SAVE_BAR,
});
const Line = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  alignItems: 'center',
  marginBlockStart: 12,
});
const Yours = styled('p')({
  fontSize: '0.8125rem',
  color: token.text2,
  marginBlockEnd: 12,
  '& code': { fontFamily: monoFamily, fontSize: '0.75rem', userSelect: 'all' },
});

/** What narrows a client's access beyond the grants: its policies, what its plan includes, and where its people may come from. */
export function PoliciesPage() {
  const { clientId = '' } = useParams();
  const api = useConsole();
  const policies = useQuery(policiesQuery(api, clientId));
  const addresses = useQuery(addressesQuery(api, clientId));
  return (
    <Columns>
      {policies.data ? (
        <PoliciesForm key={`policies ${clientId}`} clientId={clientId} saved={policies.data} />
      ) : policies.isError ? (
        <ConsoleFailure what="The policies" query={policies} size="panel" />
      ) : (
        <Loading shape="panels" label="Loading the policies" count={2} lines={4} />
      )}
      {addresses.data ? (
        <AddressesForm key={`addresses ${clientId}`} clientId={clientId} saved={addresses.data} />
      ) : addresses.isError ? (
        <ConsoleFailure what="The addresses" query={addresses} size="panel" />
      ) : (
        <Loading shape="panels" label="Loading the addresses" count={1} lines={5} />
      )}
    </Columns>
  );
}

type Draft = Pick<Policies, 'policies' | 'entitlements'>;

/** Where two sets of policies and entitlements differ. */
function differences(theirs: Draft, yours: Draft): Side[] {
  const word = (on: boolean) => (on ? 'On' : 'Off');
  return [
    ...POLICY_NAMES.map((name) => ({
      label: POLICIES[name].label,
      theirs: word(theirs.policies[name]),
      yours: word(yours.policies[name]),
    })),
    ...ENTITLEMENT_NAMES.map((name) => ({
      label: ENTITLEMENTS[name].label,
      theirs: word(theirs.entitlements[name]),
      yours: word(yours.entitlements[name]),
    })),
  ].filter((side) => side.theirs !== side.yours);
}

function PoliciesForm({ clientId, saved }: { clientId: string; saved: Policies }) {
  const api = useConsole();
  const queries = useQueryClient();
  const [edited, setEdited] = useState<Draft | null>(null);
  const draft: Draft = edited ?? saved;
  const changed = differences(saved, draft);
  const dirty = changed.length > 0;
  useUnsavedChanges(dirty, {
    keepDraft: () => changed.map(({ label, yours }) => ({ label, text: yours })),
  });
  const take = (next: Policies) => {
    queries.setQueryData(policiesQuery(api, clientId).queryKey, next);
    return queries.invalidateQueries({ queryKey: clientKey(clientId, 'activity') });
  };
  const save = useMutation({
    mutationFn: ({ policies, entitlements }: Draft) =>
      api.savePolicies({ params: { clientId }, body: { version: saved.version, policies, entitlements } }),
    onSuccess: async (next, sent) => {
      await take(next);
      // What was changed while it was being saved is still to be saved.
      setEdited((now) => (now === sent ? null : now));
      announce('The policies were saved.');
    },
  });
  const theirs = currentOf<Policies>(save.error);
  const settle = (next: Draft | null) => {
    if (theirs) void take(theirs);
    setEdited(next);
    save.reset();
  };
  const change = (next: Draft) => {
    setEdited(next);
    if (!theirs && !save.isPending) save.reset();
  };
  return (
    <Panels>
      {theirs ? (
        <BothSides
          changed={theirs.changed}
          sides={differences(theirs, draft)}
          onTakeTheirs={() => settle(null)}
          onKeepMine={() => settle(draft)}
        />
      ) : (
        <WriteFailure error={save.error} />
      )}
      <Panel title="Policies" flush action={<ChangeLine changed={saved.changed} />}>
        <Switches>
          {POLICY_NAMES.map((name) => (
            <Switch
              key={name}
              {...POLICIES[name]}
              checked={draft.policies[name]}
              onChange={(on) => change({ ...draft, policies: { ...draft.policies, [name]: on } })}
            />
          ))}
        </Switches>
      </Panel>
      <Panel title="Included in the plan" flush>
        <Switches>
          {ENTITLEMENT_NAMES.map((name) => (
            <Switch
              key={name}
              {...ENTITLEMENTS[name]}
              checked={draft.entitlements[name]}
              onChange={(on) => change({ ...draft, entitlements: { ...draft.entitlements, [name]: on } })}
            />
          ))}
        </Switches>
      </Panel>
      {dirty && !theirs && (
        <SaveBar
          label="Save policies"
          saving={save.isPending}
          onSave={() => save.mutate(draft)}
          onDiscard={() => settle(null)}
        >
          Nothing is saved yet
        </SaveBar>
      )}
      {save.isSuccess && !dirty && <SavedBar>Saved. It holds already, in every open tab.</SavedBar>}
    </Panels>
  );
}

/** What stands in the field: one address or range a line. */
const rangesIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

function AddressesForm({ clientId, saved }: { clientId: string; saved: Addresses }) {
  const api = useConsole();
  const queries = useQueryClient();
  const [edited, setEdited] = useState<string | null>(null);
  const text = edited ?? saved.ranges.join('\n');
  const ranges = rangesIn(text);
  const dirty = ranges.join() !== saved.ranges.join();
  useUnsavedChanges(dirty, { keepDraft: () => [{ label: 'Addresses and ranges', text }] });
  const take = (next: Addresses) => {
    queries.setQueryData(addressesQuery(api, clientId).queryKey, next);
    return queries.invalidateQueries({ queryKey: clientKey(clientId, 'activity') });
  };
  const save = useMutation({
    mutationFn: (sent: string) =>
      api.saveAddresses({ params: { clientId }, body: { version: saved.version, ranges: rangesIn(sent) } }),
    onSuccess: async (next, sent) => {
      await take(next);
      // What was typed while it was being saved is still to be saved.
      setEdited((now) => (now === sent ? null : now));
      announce('The addresses were saved.');
    },
  });
  const theirs = currentOf<Addresses>(save.error);
  const settle = (next: string | null) => {
    if (theirs) void take(theirs);
    setEdited(next);
    save.reset();
  };
  const wrong = theirs ? [] : wordsOfFailure(save.error);
  return (
    <Panels>
      {theirs && (
        <BothSides
          changed={theirs.changed}
          sides={[
            {
              label: 'Addresses',
              theirs: theirs.ranges.join(', ') || 'All',
              yours: ranges.join(', ') || 'All',
            },
          ]}
          onTakeTheirs={() => settle(null)}
          onKeepMine={() => settle(text)}
        />
      )}
      <Panel title="Allowed addresses" action={<ChangeLine changed={saved.changed} />}>
        <Yours>
          Your address is{' '}
          <LeftToRight>
            <code>{saved.yourAddress}</code>
          </LeftToRight>
          .{' '}
          {saved.holdsForYou
            ? 'This list holds for you, too.'
            : 'This list holds for the client’s people, not for you as their agency.'}
        </Yours>
        <TextField
          label="Addresses and ranges"
          value={text}
          onChange={(next) => {
            setEdited(next);
            if (!theirs && !save.isPending) save.reset();
          }}
          help="One a line, such as 203.0.113.7 or 192.0.2.0/24. Empty: from anywhere."
          {...(wrong.length > 0 ? { error: wrong.join(' ') } : {})}
          placeholder="From anywhere"
          multiline
          minRows={4}
        />
        {dirty && ranges.length > 0 && saved.ranges.length === 0 && (
          <Line>
            <Notice tone="warning">Whoever comes from elsewhere loses the portal as soon as you save.</Notice>
          </Line>
        )}
      </Panel>
      {dirty && !theirs && (
        <SaveBar
          label="Save addresses"
          saving={save.isPending}
          onSave={() => save.mutate(text)}
          onDiscard={() => settle(null)}
        >
          Nothing is saved yet
        </SaveBar>
      )}
      {save.isSuccess && !dirty && (
        <SavedBar>
          {saved.ranges.length > 0 ? 'Only these addresses are let in now.' : 'Every address is let in now.'}
        </SavedBar>
      )}
    </Panels>
  );
}
