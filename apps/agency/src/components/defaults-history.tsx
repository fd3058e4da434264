import { GRANTS, grantLabel, PRESET_LABELS, presetOf } from '@foyer/access';
import type { Defaults } from '@foyer/contract/permissions';
import type { InfiniteData, UseInfiniteQueryResult } from '@foyer/federation/query';
import { Button, Empty, formatList, Loading, Panel, styled, token, useLocale } from '@foyer/ui';
import { ChangeLine } from './change-line.tsx';
import { ConsoleFailure } from './console-failure.tsx';
import type { AllGrants } from './grant-switches.tsx';

const List = styled('ol')({
  display: 'grid',
  '& > li': {
    display: 'grid',
    gridTemplateColumns: '44px minmax(0, 1fr) auto',
    gap: 12,
    padding: '10px 16px',
    borderBlockStart: `1px solid ${token.line}`,
    fontSize: '0.8125rem',
    color: token.text2,
    alignItems: 'start',
  },
  '& strong': { color: token.text1, fontWeight: 600, fontVariantNumeric: 'tabular-nums' },
});
const More = styled('div')({ padding: '8px 16px', borderBlockStart: `1px solid ${token.line}` });

type Page = Readonly<{ items: Defaults[]; nextCursor: string | null }>;

type DefaultsHistoryProps = Readonly<{
  history: UseInfiniteQueryResult<InfiniteData<Page>>;
  current: number;
  /** Fills the form with an earlier version. */
  onUse: (grants: AllGrants) => void;
}>;

/** Every version of the defaults: who saved it, when, and what it turned on or off. */
export function DefaultsHistory({ history, current, onUse }: DefaultsHistoryProps) {
  const versions = history.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Panel title="History" flush>
      {history.isPending ? (
        <Loading shape="lines" label="Loading the history" count={4} />
      ) : history.isError && !history.data ? (
        <ConsoleFailure what="The history" query={history} size="panel" />
      ) : versions.length === 0 ? (
        <Empty size="panel" title="No versions yet">
          Each save makes one, and all of them stay.
        </Empty>
      ) : (
        <List>
          {versions.map((one, index) => (
            <li key={one.version}>
              <strong>v{one.version}</strong>
              <div>
                <p>
                  <Changes version={one} before={versions[index + 1]} />
                </p>
                <ChangeLine changed={one.changed} />
              </div>
              {one.version !== current && (
                <Button
                  size="small"
                  onClick={() => onUse(one.grants)}
                  aria-label={`Fill the form with v${one.version}`}
                >
                  Fill the form
                </Button>
              )}
            </li>
          ))}
        </List>
      )}
      {history.hasNextPage && (
        <More>
          <Button
            size="small"
            loading={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            Show earlier versions
          </Button>
        </More>
      )}
    </Panel>
  );
}

function Changes({ version, before }: { version: Defaults; before: Defaults | undefined }) {
  const { locale } = useLocale();
  const preset = presetOf(version.grants);
  const turned = (on: boolean) =>
    GRANTS.filter((grant) => version.grants[grant] === on && before?.grants[grant] === !on).map(grantLabel);
  const [on, off] = [turned(true), turned(false)];
  const words = [
    on.length > 0 && `${formatList(on, locale)} turned on`,
    off.length > 0 && `${formatList(off, locale)} turned off`,
  ].filter(Boolean);
  if (before && words.length > 0) return words.join('; ');
  if (preset) return PRESET_LABELS[preset];
  const all = GRANTS.filter((grant) => version.grants[grant]).map(grantLabel);
  return all.length > 0 ? formatList(all, locale) : 'Everything off';
}
