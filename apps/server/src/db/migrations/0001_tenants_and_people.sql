-- Agencies, clients, people, and what each person may do.
--
-- Two group roles carry every right; a server's login role is a member of them (or of one each, with two pools):
--   foyer_app     one tenant at a time: `set local role foyer_app` + `set_config('app.tenant_id', …, true)`
--   foyer_system  across tenants: sign-in, sessions, the agency's console, seeding
-- Roles belong to the cluster, so several databases may race to make them.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['foyer_app', 'foyer_system'] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin', wanted);
      end if;
    exception
      when duplicate_object or unique_violation then null;
    end;
    -- A superuser is whatever it wants; anyone else must be a member to own the rows that they migrate.
    if not (select rolsuper from pg_roles where rolname = current_user)
      and not pg_has_role(current_user, wanted, 'usage') then
      execute format('grant %I to current_user', wanted);
    end if;
  end loop;
end
$$;

grant usage on schema public to foyer_app, foyer_system;

-- The setting is '' after the first transaction that set it, not null.
create function current_tenant() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.tenant_id', true), '')::uuid;

-- Agencies and people: not tenant data. Only foyer_system reaches them. ------------------------------------------

create table agencies (
  id uuid primary key,
  name text not null,
  created_at timestamptz(3) not null default now()
);

create table branding (
  agency_id uuid primary key references agencies (id),
  name text not null,
  accent text not null check (accent ~ '^#[0-9a-f]{6}$'),
  logo text,
  -- Host under which the agency's portal answers; null: none of its own.
  host text unique
);

-- better-auth's `user`, `account`, `session` and `verification`, in our names.
create table people (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  mfa_required boolean not null default false,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);

create table accounts (
  id uuid primary key,
  user_id uuid not null references people (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope text,
  password text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  unique (provider_id, account_id)
);
create index accounts_by_person on accounts (user_id);

create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index verifications_by_identifier on verifications (identifier);

create table agency_members (
  agency_id uuid not null references agencies (id),
  person_id uuid not null references people (id) on delete cascade,
  primary key (agency_id, person_id)
);
create index agency_members_by_person on agency_members (person_id);

-- What a new client gets. Versions are never changed; the highest is in force.
create table permission_defaults (
  agency_id uuid not null references agencies (id),
  version integer not null check (version > 0),
  grants jsonb not null,
  created_by uuid references people (id),
  created_at timestamptz(3) not null default now(),
  primary key (agency_id, version)
);

create table sign_in_attempts (
  id uuid primary key,
  -- What was typed and where it came from, hashed: enough to count, nothing to read.
  account_key text not null,
  address_key text not null,
  succeeded boolean not null,
  attempted_at timestamptz(3) not null default now()
);
create index sign_in_attempts_by_account on sign_in_attempts (account_key, attempted_at);
create index sign_in_attempts_by_address on sign_in_attempts (address_key, attempted_at);

-- Tenant data. A client's id is the tenant's id. -----------------------------------------------------------------

create table clients (
  id uuid primary key,
  agency_id uuid not null references agencies (id),
  name text not null,
  state text not null default 'active' check (state in ('active', 'suspended')),
  time_zone text not null,
  currency char(3) not null,
  created_at timestamptz(3) not null default now()
);
create index clients_by_agency on clients (agency_id, name);

create table sessions (
  id uuid primary key,
  user_id uuid not null references people (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz(3) not null,
  ip_address text,
  user_agent text,
  -- The client that an agency's person has opened; the tenant comes from here, never from input.
  active_client_id uuid references clients (id) on delete set null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index sessions_by_person on sessions (user_id);

create table projects (
  tenant_id uuid not null references clients (id),
  id uuid not null,
  name text not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id)
);

create table memberships (
  tenant_id uuid not null references clients (id),
  person_id uuid not null references people (id) on delete cascade,
  role text not null check (role in ('client_admin', 'client_manager', 'client_staff')),
  -- Otherwise the projects stand in membership_projects, and none there is none.
  all_projects boolean not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, person_id)
);
create index memberships_by_person on memberships (person_id);

create table membership_projects (
  tenant_id uuid not null,
  person_id uuid not null,
  project_id uuid not null,
  primary key (tenant_id, person_id, project_id),
  foreign key (tenant_id, person_id) references memberships (tenant_id, person_id) on delete cascade,
  foreign key (tenant_id, project_id) references projects (tenant_id, id) on delete cascade
);

-- granted = coalesce(override_value, copied_value).
create table client_grants (
  tenant_id uuid not null references clients (id),
  grant_name text not null,
  copied_value boolean not null,
  copied_version integer not null,
  override_value boolean,
  overridden_by uuid references people (id),
  overridden_at timestamptz(3),
  primary key (tenant_id, grant_name),
  check (override_value is null or overridden_at is not null)
);

create table client_policies (
  tenant_id uuid not null references clients (id),
  policy text not null,
  enabled boolean not null,
  primary key (tenant_id, policy)
);

create table client_entitlements (
  tenant_id uuid not null references clients (id),
  entitlement text not null,
  included boolean not null,
  primary key (tenant_id, entitlement)
);
