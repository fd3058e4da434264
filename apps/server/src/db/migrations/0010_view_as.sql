-- While an agency's person looks at a client's portal as somebody of it. The row belongs to the operator's session and is read with it on each
-- request; it stays when the session is gone.
create table view_as (
  tenant_id uuid not null references clients (id),
  id uuid not null,
  session_id uuid not null,
  -- The operator.
  person_id uuid not null,
  person_name text not null,
  -- The role that is viewed, or the person, whose role and projects count as they are at each moment.
  as_role text check (as_role in ('client_admin', 'client_manager', 'client_staff')),
  as_person_id uuid,
  reason text not null check (char_length(reason) between 3 and 500),
  -- The page of the agency that it was started from, and the client that was open there.
  return_to text not null,
  returns_to_client uuid,
  started_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (tenant_id, id),
  check ((as_role is null) <> (as_person_id is null)),
  check (expires_at > started_at and expires_at <= started_at + interval '1 hour')
);
-- No nesting.
create unique index view_as_of_session on view_as (session_id) where ended_at is null;
create index view_as_open on view_as (expires_at) where ended_at is null;

create policy of_tenant on view_as to foyer_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy of_system on view_as to foyer_system using (true) with check (true);
alter table view_as enable row level security;
alter table view_as force row level security;
grant select, insert on view_as to foyer_system;
grant update (ended_at) on view_as to foyer_system;

create trigger announce after insert or update on view_as
  for each row execute function announce_change('session', 'session_id');
