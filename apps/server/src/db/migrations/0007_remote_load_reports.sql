-- What sessions say of loading a remote while it has a canary: whether a canary is fit is told from that. One row a session and version, its
-- last word; rows older than a day are deleted. The session's id is no foreign key: who signs out has still seen what they have seen.
create table remote_load_reports (
  remote text not null,
  version text not null,
  session_id uuid not null,
  failed boolean not null,
  reported_at timestamptz(3) not null,
  primary key (remote, version, session_id),
  foreign key (remote, version) references remote_versions (remote, version)
);
create index remote_load_reports_by_time on remote_load_reports (reported_at);

grant select, insert, update, delete on remote_load_reports to foyer_system;
