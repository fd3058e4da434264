-- The registry of remotes: which versions there are, and which one each client gets. It is the platform's, of no tenant: foyer_app reaches
-- none of it. What was published is never changed; what was done is never forgotten.

create table remote_versions (
  remote text not null,
  version text not null,
  -- foyer-remote.json as it was published.
  manifest jsonb not null,
  -- Folder that it is served from: on this origin or another one, with a slash at its end.
  base text not null,
  published_at timestamptz(3) not null,
  published_by text not null,
  -- What was live once can be fallen back to, unless it was withdrawn.
  first_live_at timestamptz(3),
  withdrawn_at timestamptz(3),
  primary key (remote, version)
);

-- Without a row, canary is what stable is, and a remote without stable is nobody's.
create table remote_channels (
  remote text not null,
  channel text not null check (channel in ('stable', 'canary')),
  version text not null,
  since timestamptz(3) not null,
  set_by text not null,
  primary key (remote, channel),
  foreign key (remote, version) references remote_versions (remote, version)
);

create table remote_canary (
  remote text primary key,
  percent integer not null check (percent between 0 and 100),
  -- Ids of clients that are on canary whatever the percentage.
  clients jsonb not null
);

-- A remote with a row is taken out of service.
create table remote_outages (
  remote text primary key,
  message text not null
);

create table remote_history (
  -- In the order of the commits: each act holds the row of remote_registry.
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  at timestamptz(3) not null,
  done_by text not null,
  act text not null check (act in ('publish', 'promote', 'roll_back', 'canary', 'availability', 'withdraw')),
  remote text not null,
  channel text check (channel in ('stable', 'canary')),
  before jsonb,
  after jsonb,
  note text
);
create index remote_history_by_remote on remote_history (remote, seq desc);

-- One row: its lock puts acts in a row, its revision tells every process that what it remembers is old.
create table remote_registry (
  one boolean primary key default true check (one),
  revision bigint not null
);
insert into remote_registry (revision) values (0);

create function remote_registry_changed() returns trigger
  language plpgsql as $$
begin
  update remote_registry set revision = revision + 1;
  perform pg_notify('foyer', 'registry');
  return null;
end
$$;

create trigger changed after insert or update or delete on remote_versions
  for each statement execute function remote_registry_changed();
create trigger changed after insert or update or delete on remote_channels
  for each statement execute function remote_registry_changed();
create trigger changed after insert or update or delete on remote_canary
  for each statement execute function remote_registry_changed();
create trigger changed after insert or update or delete on remote_outages
  for each statement execute function remote_registry_changed();

grant select, insert on remote_versions, remote_history to foyer_system;
grant update (first_live_at, withdrawn_at) on remote_versions to foyer_system;
grant select, insert, update, delete on remote_channels, remote_canary, remote_outages to foyer_system;
grant select, update on remote_registry to foyer_system;
