import { GRANTS, grantLabel } from '@foyer/access';
import type { Defaults } from '@foyer/contract/permissions';
import { useHost, useUnsavedChanges } from '@foyer/federation';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import { Link } from '@foyer/federation/router';
import { announce, Button, Columns, Loading, PageFrame, Panel, Panels } from '@foyer/ui';
import { useEffect, useState } from 'react';
import { BothSides } from '../components/both-sides.tsx';
import { ChangeLine } from '../components/change-line.tsx';
import { ConsoleFailure } from '../components/console-failure.tsx';
import { APPLY_PATH } from '../components/console-paths.ts';
import { ConsoleTabs } from '../components/console-tabs.tsx';
import { DefaultsHistory } from '../components/defaults-history.tsx';
import { GrantSwitches, type AllGrants } from '../components/grant-switches.tsx';
import { PresetButtons } from '../components/preset-buttons.tsx';
import { SaveBar, SavedBar } from '../components/save-bar.tsx';
import { currentOf, WriteFailure } from '../components/write-failure.tsx';
import { defaultsHistoryQuery, defaultsQuery, useConsole } from '../queries.ts';

/** What a new client is granted. Clients that are there keep what they have, until these are applied to them. */
export function DefaultsPage() {
  const host = useHost();
  const defaults = useQuery(defaultsQuery(useConsole()));
  useEffect(() => host.setTitle('Client defaults'), [host]);
  return (
    <PageFrame
      title="Client defaults"
      sentence="What a new client is granted. Clients that exist keep what they have, until you apply these to them."
      action={
        <Button component={Link} to={host.href(APPLY_PATH)}>
          Apply to clients …
        </Button>
      }
    >
      <ConsoleTabs />
      {defaults.data ? (
        <DefaultsForm defaults={defaults.data} />
      ) : defaults.isError ? (
        <ConsoleFailure what="The defaults" query={defaults} />
      ) : (
        <Columns widths={['5fr', '6fr']} oneBelow={1100}>
          <Loading shape="panels" label="Loading the defaults" count={1} lines={12} />
          <Loading shape="panels" label="Loading their history" count={1} lines={5} />
        </Columns>
      )}
    </PageFrame>
  );
}

function DefaultsForm({ defaults }: { defaults: Defaults }) {
  const host = useHost();
  const api = useConsole();
  const queries = useQueryClient();
  const history = useInfiniteQuery(defaultsHistoryQuery(api));
  const [edited, setEdited] = useState<AllGrants | null>(null);
  const draft = edited ?? defaults.grants;
  const changed = GRANTS.filter((grant) => draft[grant] !== defaults.grants[grant]);
  useUnsavedChanges(changed.length > 0, {
    keepDraft: () =>
      changed.map((grant) => ({ label: grantLabel(grant), text: draft[grant] ? 'On' : 'Off' })),
  });
  const take = (next: Defaults) => {
    queries.setQueryData(defaultsQuery(api).queryKey, next);
    return queries.invalidateQueries({ queryKey: defaultsHistoryQuery(api).queryKey });
  };
  const save = useMutation({
    mutationFn: (grants: AllGrants) => api.saveDefaults({ body: { version: defaults.version, grants } }),
    onSuccess: async (next, sent) => {
      await take(next);
      // What was moved while it was being saved is still to be saved.
      setEdited((now) => (now === sent ? null : now));
      announce('The defaults were saved.');
    },
  });
  const theirs = currentOf<Defaults>(save.error);
  const settle = (next: AllGrants | null) => {
    if (theirs) void take(theirs);
    setEdited(next);
    save.reset();
  };
  const change = (next: AllGrants) => {
    setEdited(next);
    if (!theirs && !save.isPending) save.reset();
  };
  return (
    <Columns widths={['5fr', '6fr']} oneBelow={1100}>
      <Panels>
        {theirs ? (
          <BothSides
            changed={theirs.changed}
            sides={GRANTS.filter((grant) => theirs.grants[grant] !== draft[grant]).map((grant) => ({
              label: grantLabel(grant),
              theirs: theirs.grants[grant] ? 'On' : 'Off',
              yours: draft[grant] ? 'On' : 'Off',
            }))}
            onTakeTheirs={() => settle(null)}
            onKeepMine={() => settle(draft)}
          />
        ) : (
          <WriteFailure error={save.error} />
        )}
        <Panel
          title={
            defaults.version === 0 ? 'Nothing is saved yet: everything is off' : `Version ${defaults.version}`
          }
          flush
          action={<ChangeLine changed={defaults.changed} />}
        >
          <PresetButtons value={draft} onChange={change} />
          <GrantSwitches value={draft} saved={defaults.grants} onChange={change} />
        </Panel>
        {changed.length > 0 && !theirs && (
          <SaveBar
            label={`Save as v${defaults.version + 1}`}
            saving={save.isPending}
            onSave={() => save.mutate(draft)}
            onDiscard={() => settle(null)}
          >
            No client that exists changes.
          </SaveBar>
        )}
        {save.isSuccess && changed.length === 0 && (
          <SavedBar
            action={
              <Button component={Link} to={host.href(APPLY_PATH)}>
                Apply to clients …
              </Button>
            }
          >
            Saved as v{defaults.version}, for clients that you create from now on.
          </SavedBar>
        )}
      </Panels>
      <DefaultsHistory history={history} current={defaults.version} onUse={(grants) => change(grants)} />
    </Columns>
  );
}
