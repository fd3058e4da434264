import { grantLabel, type Grant } from '@foyer/access';
import type { Overrides, Permissions } from '@foyer/contract/permissions';
import { useUnsavedChanges } from '@foyer/federation';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import { useParams } from '@foyer/federation/router';
import {
  announce,
  Button,
  Columns,
  Failed,
  formatCount,
  formatDateTime,
  Loading,
  Panel,
  Panels,
  useLocale,
} from '@foyer/ui';
import { useState } from 'react';
import { BothSides } from '../components/both-sides.tsx';
import { ConsoleFailure } from '../components/console-failure.tsx';
import { EndOfGrant } from '../components/end-of-grant.tsx';
import { GrantSwitches } from '../components/grant-switches.tsx';
import {
  changedBetween,
  grantedNow,
  grantedWith,
  overridesOf,
  withEnd,
  withGrants,
} from '../components/overrides.ts';
import { PermissionsPreview } from '../components/permissions-preview.tsx';
import { PresetButtons } from '../components/preset-buttons.tsx';
import { Provenance } from '../components/provenance.tsx';
import { SaveBar, SavedBar } from '../components/save-bar.tsx';
import { currentOf, WriteFailure } from '../components/write-failure.tsx';
import { clientKey, permissionsQuery, previewQuery, useConsole } from '../queries.ts';

/** What a client is granted, where each value comes from, and what a change would mean before it is one. */
export function PermissionsPage() {
  const { clientId = '' } = useParams();
  const permissions = useQuery(permissionsQuery(useConsole(), clientId));
  if (permissions.data)
    return <PermissionsForm key={clientId} clientId={clientId} permissions={permissions.data} />;
  if (permissions.isError) return <ConsoleFailure what="The permissions" query={permissions} />;
  return (
    <Columns widths={['5fr', '6fr']} oneBelow={1100}>
      <Loading shape="panels" label="Loading the permissions" count={1} lines={12} />
      <Loading shape="panels" label="Loading what they mean" count={2} lines={5} />
    </Columns>
  );
}

const LOOK_AGAIN_MS = 5_000;

type Saving = Readonly<{ version: number; overrides: Overrides }>;

function PermissionsForm({ clientId, permissions }: { clientId: string; permissions: Permissions }) {
  const api = useConsole();
  const queries = useQueryClient();
  const { locale } = useLocale();
  const saved = overridesOf(permissions);
  const [edited, setEdited] = useState<Overrides | null>(null);
  const [undo, setUndo] = useState<Overrides | null>(null);
  const draft = edited ?? saved;
  const changed = changedBetween(saved, draft);
  const dirty = changed.length > 0;
  const words = useOverrideWords();
  useUnsavedChanges(dirty, {
    keepDraft: () =>
      changed.map((grant) => ({ label: grantLabel(grant), text: words(permissions, draft, grant) })),
  });

  const preview = useQuery({
    ...previewQuery(api, clientId, permissions.version, draft),
    placeholderData: keepPreviousData,
    // Who is looking at what would go changes while somebody thinks about it.
    refetchInterval: dirty ? LOOK_AGAIN_MS : false,
  });
  const take = async (next: Permissions) => {
    queries.setQueryData(permissionsQuery(api, clientId).queryKey, next);
    await queries.invalidateQueries({ queryKey: clientKey(clientId, 'activity') });
  };
  const save = useMutation({
    mutationFn: ({ version, overrides }: Saving) => {
      const params = { clientId };
      // Without any override left it is a reset, and is told as one in the client's history.
      return Object.keys(overrides).length === 0
        ? api.resetPermissions({ params, body: { version } })
        : api.savePermissions({ params, body: { version, overrides } });
    },
    onSuccess: async (answer, sent) => {
      await take(answer.permissions);
      // What was moved while it was being saved is still to be saved.
      setEdited((now) => (now === sent.overrides ? null : now));
      setUndo(answer.undo);
      announce('The permissions were saved.');
    },
  });
  const change = (next: Overrides) => {
    setEdited(next);
    setUndo(null);
    if (!save.isPending) save.reset();
  };
  const theirs = currentOf<Permissions>(save.error);
  const sides = theirs
    ? changedBetween(overridesOf(theirs), draft).map((grant) => ({
        label: grantLabel(grant),
        theirs: words(theirs, overridesOf(theirs), grant),
        yours: words(theirs, draft, grant),
      }))
    : [];
  const granted = grantedWith(permissions, draft);
  const overridden = Object.keys(draft).length;

  return (
    <Columns widths={['5fr', '6fr']} oneBelow={1100}>
      <Panels>
        {theirs ? (
          <BothSides
            changed={theirs.changed}
            sides={sides}
            onTakeTheirs={() => {
              save.reset();
              setEdited(null);
              void take(theirs);
            }}
            onKeepMine={() => {
              save.reset();
              setEdited(draft);
              void take(theirs);
            }}
          />
        ) : (
          <WriteFailure error={save.error} />
        )}
        <Panel
          title="Permissions"
          flush
          action={
            <Button size="small" disabled={overridden === 0} onClick={() => change({})}>
              Reset to defaults
            </Button>
          }
        >
          <PresetButtons value={granted} onChange={(next) => change(withGrants(permissions, draft, next))} />
          <GrantSwitches
            value={granted}
            saved={grantedNow(permissions)}
            onChange={(next) => change(withGrants(permissions, draft, next))}
            renderBeside={(grant) =>
              draft[grant] && (
                <EndOfGrant
                  grant={grant}
                  until={draft[grant].until}
                  onChange={(until) => change(withEnd(draft, grant, until))}
                />
              )
            }
            renderBelow={(grant) => (
              <Provenance
                label={grantLabel(grant)}
                saved={permissions.grants[grant]}
                draft={draft[grant]}
                onReset={() => {
                  const wanted = { ...granted, [grant]: permissions.grants[grant].copied.value };
                  const { [grant]: _, ...others } = draft;
                  change(wanted[grant] === granted[grant] ? others : withGrants(permissions, draft, wanted));
                }}
              />
            )}
          />
        </Panel>
        {dirty && !theirs && (
          <SaveBar
            label="Save permissions"
            saving={save.isPending}
            // Nobody saves what they couldn't have seen the consequences of.
            disabled={!preview.isSuccess || preview.isPlaceholderData}
            onSave={() => save.mutate({ version: permissions.version, overrides: draft })}
            onDiscard={() => {
              setEdited(null);
              save.reset();
            }}
          >
            {formatCount(changed.length, { one: 'permission changes', other: 'permissions change' }, locale)}
          </SaveBar>
        )}
        {undo && !dirty && (
          <SavedBar
            action={
              <Button
                loading={save.isPending}
                onClick={() => save.mutate({ version: permissions.version, overrides: undo })}
              >
                Undo
              </Button>
            }
          >
            Saved. It holds already, in every open tab.
          </SavedBar>
        )}
      </Panels>
      {preview.data && !preview.isError ? (
        <PermissionsPreview preview={preview.data} dirty={dirty} stale={preview.isPlaceholderData} />
      ) : preview.isError ? (
        <Panels>
          <WriteFailure error={preview.error} />
          <Failed
            size="panel"
            title="What this would change couldn’t be worked out"
            onRetry={() => void preview.refetch()}
            retrying={preview.isFetching}
          />
        </Panels>
      ) : (
        <Loading shape="panels" label="Working out what this changes" count={2} lines={5} />
      )}
    </Columns>
  );
}

/** What a grant is under some overrides, in words. */
function useOverrideWords() {
  const where = useLocale();
  return ({ grants }: Permissions, overrides: Overrides, grant: Grant): string => {
    const override = overrides[grant];
    const value = (override?.value ?? grants[grant].copied.value) ? 'On' : 'Off';
    if (!override) return `${value}, as the default`;
    return override.until ? `${value} until ${formatDateTime(override.until, where)}` : value;
  };
}
