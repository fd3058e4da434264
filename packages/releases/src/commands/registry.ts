import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { Release, ReleaseEvent } from '@foyer/contract/releases';
import { UsageError, type Command, type World } from './command.ts';
import { portalAt, type Portal } from './portal.ts';
import { channelOf } from './release.ts';

const OPTIONS = {
  against: { type: 'string' },
  channel: { type: 'string' },
  clients: { type: 'string' },
  limit: { type: 'string' },
  note: { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;

type Values = ReturnType<typeof parse>['values'];
type Act = (api: Portal['api'], words: string[], values: Values, world: World) => Promise<Release | void>;

/** `registry <act> …`: the registry of remotes from the command line. */
export const registry: Command = async (words, world) => {
  const { positionals, values } = parse(words);
  const [name = '', ...rest] = positionals;
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (!act) throw new UsageError(`registry can ${Object.keys(ACTS).join(', ')}.`);
  const changed = await act(portalAt(values.against, world).api, rest, values, world);
  if (changed) show([changed], values, world);
  return 0;
};

const parse = (words: string[]) => parseArgs({ args: words, allowPositionals: true, options: OPTIONS });

const ACTS: Readonly<Record<string, Act>> = {
  list: async (api, words, values, world) => {
    const [only] = take(words, 0, 'list [remote]', 1);
    const { items } = await api.listReleases();
    const shown = only ? items.filter(({ id }) => id === only) : items;
    if (only && shown.length === 0) throw new UsageError(`The registry knows no remote ${only}.`);
    show(shown, values, world);
  },
  promote: (api, words, values) => {
    const [remote = '', version = ''] = take(
      words,
      2,
      'promote <remote> <version> [--channel canary] [--note …]',
    );
    const channel = channelOf(values.channel) ?? 'stable';
    return api.promoteRelease({ params: { remote }, body: { version, channel, ...noteOf(values) } });
  },
  rollback: (api, words, values) => {
    const [remote = ''] = take(words, 1, 'rollback <remote> [--channel canary] [--note …]');
    const channel = channelOf(values.channel) ?? 'stable';
    return api.rollBackRelease({ params: { remote }, body: { channel, ...noteOf(values) } });
  },
  canary: async (api, words, values) => {
    const usage = 'canary <remote> <percent> [--clients id,id]';
    const [remote = '', share = ''] = take(words, 2, usage);
    const percent = Number(share.replace(/%$/, ''));
    if (!Number.isInteger(percent)) throw new UsageError(`${share} is no whole number of percent: ${usage}`);
    const clients = values.clients?.split(',').filter(Boolean) ?? (await clientsOnCanary(api, remote));
    return api.setCanary({ params: { remote }, body: { percent, clients } });
  },
  disable: (api, words) => {
    const [remote = '', ...message] = take(words, 2, 'disable <remote> <message>', Infinity);
    return api.setAvailability({ params: { remote }, body: { disabled: message.join(' ') } });
  },
  enable: (api, words) => {
    const [remote = ''] = take(words, 1, 'enable <remote>');
    return api.setAvailability({ params: { remote }, body: { disabled: null } });
  },
  withdraw: (api, words) => {
    const [remote = '', version = ''] = take(words, 2, 'withdraw <remote> <version>');
    return api.withdrawRelease({ params: { remote, version } });
  },
  history: async (api, words, values, world) => {
    const [remote] = take(words, 0, 'history [remote] [--limit 50]', 1);
    const limit = Number(values.limit ?? 50);
    const { items } = await api.listReleaseHistory({ query: { limit, ...(remote && { remote }) } });
    if (values.json) return world.say(JSON.stringify(items, null, 2));
    for (const event of items) world.say(lineOf(event));
    if (items.length === 0) world.say('Nothing has happened yet.');
  },
};

/** The words of an act; says its form when there are too few or too many. */
function take(words: string[], least: number, usage: string, most = least): string[] {
  if (words.length < least || words.length > most) throw new UsageError(`It goes: registry ${usage}`);
  return words;
}

const noteOf = ({ note }: Values): { note?: string } => (note ? { note } : {});

/** Those named one by one stay on canary while the share of all changes. */
async function clientsOnCanary(api: Portal['api'], remote: string): Promise<string[]> {
  const { items } = await api.listReleases();
  return items.find(({ id }) => id === remote)?.canary.clients ?? [];
}

function show(releases: readonly Release[], { json }: Values, { say }: World): void {
  if (json) return say(JSON.stringify(releases, null, 2));
  if (releases.length === 0) return say('The registry knows no remote yet.');
  for (const release of releases) {
    const { id, channels, canary, disabled, versions } = release;
    say(`${id}${disabled === null ? '' : `  DISABLED: ${disabled}`}`);
    say(`  stable  ${liveWords(channels.stable)}`);
    const named = canary.clients.length === 0 ? '' : ` and ${canary.clients.length} named`;
    say(`  canary  ${liveWords(channels.canary)}; ${canary.percent} % of clients${named}`);
    for (const { version, publishedAt, publishedBy, withdrawnAt, base } of versions)
      say(`          ${version}  ${publishedAt} by ${publishedBy}  ${withdrawnAt ? 'withdrawn' : base}`);
  }
}

function liveWords(live: Release['channels']['stable']): string {
  return live ? `${live.version}  since ${live.since} by ${live.by}` : 'none';
}

function lineOf({ at, by, act, remote, channel, from, to, note }: ReleaseEvent): string {
  const change = `${valueOf(from)} → ${valueOf(to)}`;
  return [at, by, act, remote, channel, change, note && `“${note}”`].filter(Boolean).join('  ');
}

function valueOf(value: ReleaseEvent['from']): string {
  if (value === null) return 'none';
  return typeof value === 'string' ? value : `${value.percent} % and ${value.clients.length} named`;
}
