import { grantLabel } from '@foyer/access';
import type { DefaultsDiff } from '@foyer/contract/permissions';
import { useHost } from '@foyer/federation';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import {
  Button,
  Check,
  Checkbox,
  Columns,
  Empty,
  formatCount,
  formatList,
  Loading,
  Notice,
  PageFrame,
  Panel,
  Panels,
  SearchField,
  Segmented,
  StatusBadge,
  styled,
  token,
  useLocale,
} from '@foyer/ui';
import { useEffect, useState } from 'react';
import { ConsoleFailure } from '../components/console-failure.tsx';
import { DEFAULTS_PATH } from '../components/console-paths.ts';
import { useSearchChoice } from '../components/use-search-choice.ts';
import { currentOf, WriteFailure } from '../components/write-failure.tsx';
import { clientsQuery, previewDefaultsQuery, useConsole, type OverridesFate } from '../queries.ts';

const Choices = styled('ul')({
  display: 'grid',
  maxHeight: 420,
  overflowY: 'auto',
  '& > li': { padding: '8px 16px', borderBlockStart: `1px solid ${token.line}` },
  '& > li > label': { width: '100%' },
});
const Tools = styled('div')({ display: 'grid', gap: 10, padding: '0 16px 12px' });
const Fate = styled('div')({ display: 'flex' });
const Diffs = styled('ul')({
  display: 'grid',
  '& > li': {
    padding: '10px 16px',
    borderBlockStart: `1px solid ${token.line}`,
    fontSize: '0.8125rem',
    color: token.text2,
  },
  '& strong': { color: token.text1, fontWeight: 600 },
  '& em': { fontStyle: 'normal', color: token.text3 },
});
const Foot = styled('div')({
  display: 'flex',
  alignItems: 'center',
  fontSize: '0.8125rem',
  color: token.text2,
  flexWrap: 'wrap',
  gap: 8,
  padding: '12px 16px',
  borderBlockStart: `1px solid ${token.line}`,
});

/** The server takes as many at once. */
const MOST = 200;

const FATES = [
  { value: 'keep', label: 'Keep overrides' },
  { value: 'drop', label: 'Drop overrides' },
] as const satisfies readonly { value: OverridesFate; label: string }[];

/** Copies the defaults in force to clients that exist: chosen one by one, each with what it would change, before it does. */
export function ApplyDefaultsPage() {
  const api = useConsole();
  const host = useHost();
  const { locale } = useLocale();
  const [text, setText] = useSearchChoice('text');
  const [asked, setFate] = useSearchChoice('overrides');
  const fate: OverridesFate = asked === 'drop' ? 'drop' : 'keep';
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const clients = useInfiniteQuery(clientsQuery(api, text ? { text } : {}));
  const rows = clients.data?.pages.flatMap(({ items }) => items) ?? [];
  useEffect(() => host.setTitle('Apply the client defaults'), [host]);
  const toggle = (ids: readonly string[], on: boolean) =>
    setChosen((was) =>
      on ? [...new Set([...was, ...ids])].slice(0, MOST) : was.filter((id) => !ids.includes(id)),
    );
  const shown = rows.map(({ id }) => id);
  const on = shown.filter((id) => chosen.includes(id)).length;

  return (
    <PageFrame
      title="Apply the client defaults"
      sentence="Copies the defaults in force to the clients that you choose: to all of them or, where one doesn’t fit, to none."
      back={{ to: host.href(DEFAULTS_PATH), label: 'Client defaults' }}
    >
      <Columns widths={['2fr', '3fr']}>
        <Panel
          title={formatCount(chosen.length, { one: 'client chosen', other: 'clients chosen' }, locale)}
          flush
        >
          <Tools>
            <SearchField
              label="Search clients"
              value={text ?? ''}
              onChange={(next) => setText(next || null)}
              width="100%"
              maxLength={100}
            />
            <Checkbox
              label="All that are shown"
              checked={rows.length > 0 && on === rows.length}
              indeterminate={on > 0 && on < rows.length}
              onChange={(all) => toggle(shown, all)}
            />
          </Tools>
          {clients.isPending ? (
            <Loading shape="lines" label="Loading the clients" count={6} />
          ) : clients.isError && !clients.data ? (
            <ConsoleFailure what="The clients" query={clients} size="panel" />
          ) : rows.length === 0 ? (
            <Empty size="panel" title="No client fits">
              Try fewer letters.
            </Empty>
          ) : (
            <Choices aria-label="Clients">
              {rows.map(({ id, name, state }) => (
                <li key={id}>
                  <Checkbox
                    label={state === 'suspended' ? `${name} · suspended` : name}
                    checked={chosen.includes(id)}
                    onChange={(next) => toggle([id], next)}
                  />
                </li>
              ))}
            </Choices>
          )}
          {clients.hasNextPage && (
            <Foot>
              <Button
                size="small"
                loading={clients.isFetchingNextPage}
                onClick={() => void clients.fetchNextPage()}
              >
                Show more
              </Button>
            </Foot>
          )}
        </Panel>
        <Panels>
          <Fate>
            <Segmented
              label="What happens to overrides"
              value={fate}
              onChange={(next) => setFate(next === 'drop' ? next : null)}
              options={FATES}
            />
          </Fate>
          {chosen.length === 0 ? (
            <Empty size="panel" title="Choose clients first">
              For each, what the defaults in force would change stands here before anything does.
            </Empty>
          ) : (
            <Preview key={fate} chosen={chosen} fate={fate} onDone={() => setChosen([])} />
          )}
        </Panels>
      </Columns>
    </PageFrame>
  );
}

function Preview({
  chosen,
  fate,
  onDone,
}: {
  chosen: readonly string[];
  fate: OverridesFate;
  onDone: () => void;
}) {
  const api = useConsole();
  const queries = useQueryClient();
  const { locale } = useLocale();
  const preview = useQuery(previewDefaultsQuery(api, chosen, fate));
  const apply = useMutation({
    mutationFn: ({ defaultsVersion, items }: { defaultsVersion: number; items: readonly DefaultsDiff[] }) =>
      api.applyDefaults({
        body: {
          defaultsVersion,
          clients: items.map(({ client, version }) => ({ id: client.id, version })),
          overrides: fate,
        },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['agency'] }),
  });
  if (apply.isSuccess)
    return (
      <Notice
        tone="positive"
        icon={<Check size={16} aria-hidden="true" />}
        action={
          <Button size="small" onClick={onDone}>
            Choose others
          </Button>
        }
      >
        Defaults v{apply.data.defaultsVersion} hold for{' '}
        {formatCount(apply.data.items.length, { one: 'client', other: 'clients' }, locale)}, in every open
        tab.
      </Notice>
    );
  if (preview.isError) return <ConsoleFailure what="What this would change" query={preview} size="panel" />;
  if (!preview.data)
    return <Loading shape="lines" label="Working out what this changes" count={chosen.length + 2} />;
  const { items, defaultsVersion } = preview.data;
  const misfits = items.filter(({ contradictions }) => contradictions.length > 0).length;
  const stale = currentOf(apply.error) !== undefined;
  return (
    <>
      {stale ? (
        <Notice
          tone="warning"
          action={
            <Button
              size="small"
              onClick={() => {
                apply.reset();
                void preview.refetch();
              }}
            >
              Look again
            </Button>
          }
        >
          Somebody changed the defaults or one of these clients in the meantime, so nothing was applied.
        </Notice>
      ) : (
        <WriteFailure error={apply.error} />
      )}
      <Panel title={`What defaults v${defaultsVersion} change`} flush>
        <Diffs>
          {items.map((diff) => (
            <li key={diff.client.id}>
              <ClientDiff diff={diff} />
            </li>
          ))}
        </Diffs>
        <Foot>
          <Button
            variant="contained"
            disabled={misfits > 0 || stale}
            loading={apply.isPending}
            onClick={() => apply.mutate({ defaultsVersion, items })}
          >
            Apply to {formatCount(items.length, { one: 'client', other: 'clients' }, locale)}
          </Button>
          {misfits > 0 && <p>Take those that don’t fit out of the choice, or drop their overrides.</p>}
        </Foot>
      </Panel>
    </>
  );
}

function ClientDiff({ diff }: { diff: DefaultsDiff }) {
  const { locale } = useLocale();
  const turned = (on: boolean) =>
    diff.changes.filter(({ after }) => after === on).map(({ grant }) => grantLabel(grant));
  const [on, off] = [turned(true), turned(false)];
  return (
    <>
      <p>
        <strong>{diff.client.name}</strong> <em>· has v{diff.copiedVersion} now</em>{' '}
        {diff.contradictions.length > 0 && <StatusBadge tone="negative">Doesn’t fit</StatusBadge>}
      </p>
      {on.length > 0 && <p>{formatList(on, locale)}: off → on</p>}
      {off.length > 0 && <p>{formatList(off, locale)}: on → off</p>}
      {on.length + off.length === 0 && <p>Nothing that is granted changes.</p>}
      {diff.kept.length > 0 && (
        <p>
          <em>Overridden, so as it is: {formatList(diff.kept.map(grantLabel), locale)}</em>
        </p>
      )}
      {diff.contradictions.map(({ child, parent }) => (
        <p key={child}>
          {grantLabel(child)} would be on without {grantLabel(parent)}.
        </p>
      ))}
    </>
  );
}
