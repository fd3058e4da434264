-- Invitations, second factors, links to choose a password, and the mail that carries them.

alter table people add column last_sign_in_at timestamptz(3);

-- A person who is disabled stays listed, and what they did stays theirs; they can't sign in.
alter table memberships
  add column version integer not null default 1,
  add column disabled_at timestamptz(3);

-- When and how the session's second factor was met; null: not yet.
alter table sessions
  add column factor_at timestamptz(3),
  add column remembered_device uuid;
create trigger announce_factor after update of factor_at, remembered_device on sessions
  for each row execute function announce_change('session', 'id');

create table invitations (
  tenant_id uuid not null references clients (id),
  id uuid not null,
  email text not null check (email = lower(email)),
  name text not null,
  role text not null check (role in ('client_admin', 'client_manager', 'client_staff')),
  all_projects boolean not null,
  project_ids uuid[] not null default '{}',
  -- SHA-256 of the link's token: what is kept here opens nothing.
  token_hash text not null unique,
  invited_by uuid references people (id) on delete set null,
  sent_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  revoked_at timestamptz(3),
  primary key (tenant_id, id)
);
create unique index invitations_open on invitations (tenant_id, email) where accepted_at is null and revoked_at is null;

create policy of_tenant on invitations to foyer_app
  using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy of_system on invitations to foyer_system using (true) with check (true);
alter table invitations enable row level security;
alter table invitations force row level security;
grant select, insert, update on invitations to foyer_system;

-- Of a person, whichever client they are of.
create table second_factors (
  person_id uuid primary key references people (id) on delete cascade,
  -- Encrypted with a key that is not in the database.
  secret text not null,
  created_at timestamptz(3) not null,
  -- Null: shown, but its first code hasn't come yet.
  confirmed_at timestamptz(3),
  -- The step of the last code that was taken: no code works twice, nor one before it.
  last_step bigint not null default 0
);
create table recovery_codes (
  person_id uuid not null references people (id) on delete cascade,
  code_hash text not null,
  used_at timestamptz(3),
  primary key (person_id, code_hash)
);
create table remembered_devices (
  id uuid primary key,
  person_id uuid not null references people (id) on delete cascade,
  token_hash text not null unique,
  user_agent text,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index remembered_devices_by_person on remembered_devices (person_id);
create table password_resets (
  person_id uuid primary key references people (id) on delete cascade,
  token_hash text not null unique,
  expires_at timestamptz(3) not null
);

create trigger announce after insert or update of confirmed_at or delete on second_factors
  for each row execute function announce_change('person', 'person_id');
create trigger announce after delete on remembered_devices
  for each row execute function announce_change('person', 'person_id');

-- What is to be sent, written in the transaction that gives reason for it. What it says is encrypted: it holds links that open something.
create table outbox (
  id uuid primary key,
  content text,
  created_at timestamptz(3) not null,
  -- While somebody sends it, until when nobody else may.
  due_at timestamptz(3) not null,
  tries integer not null default 0,
  sent_at timestamptz(3),
  given_up_at timestamptz(3)
);
create index outbox_due on outbox (due_at) where sent_at is null and given_up_at is null;

grant select, insert, update, delete on second_factors, recovery_codes, remembered_devices, password_resets, outbox
  to foyer_system;
