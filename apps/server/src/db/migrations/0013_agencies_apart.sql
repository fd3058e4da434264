-- The second wall between agencies: the console's transactions run as foyer_agency, for which `app.agency_id` says whose clients there are.
-- It sees and writes the rows of that agency and of its clients alone, and without the setting none. foyer_system goes on seeing all: for what
-- comes before a session is known, for upkeep and for seeding.
do $$
begin
  begin
    if not exists (select from pg_roles where rolname = 'foyer_agency') then
      create role foyer_agency nologin;
    end if;
  exception
    when duplicate_object or unique_violation then null;
  end;
  if not (select rolsuper from pg_roles where rolname = current_user)
    and not pg_has_role(current_user, 'foyer_agency', 'usage') then
    grant foyer_agency to current_user;
  end if;
  -- Logins that may be foyer_system may be the narrower one too: none of them needs another membership.
  if not pg_has_role('foyer_system', 'foyer_agency', 'usage') then
    grant foyer_agency to foyer_system;
  end if;
end
$$;

grant usage on schema public to foyer_agency;

create function current_agency() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.agency_id', true), '')::uuid;

-- Tenants' rows: of the agency's clients, each looked up.
create policy of_agency on clients to foyer_agency using (agency_id = current_agency()) with check (agency_id = current_agency());

do $$
declare
  t text;
  own text := 'exists (select from clients c where c.id = tenant_id and c.agency_id = current_agency())';
begin
  foreach t in array array[
    'projects', 'memberships', 'membership_projects', 'client_grants', 'client_policies', 'client_entitlements', 'client_addresses',
    'client_versions', 'client_presence', 'agents', 'phone_numbers', 'call_lanes', 'call_texts', 'call_search', 'recordings',
    'invitations', 'access_requests', 'view_as'
  ] loop
    execute format('create policy of_agency on %I to foyer_agency using (%s) with check (%s)', t, own, own);
  end loop;
  -- Calls are counted by thousands: the agency's clients are gathered once a statement, and each row is looked for among them.
  own := 'tenant_id in (select c.id from clients c where c.agency_id = current_agency())';
  execute format('create policy of_agency on calls to foyer_agency using (%s) with check (%s)', own, own);
end
$$;

do $$
declare
  t text;
  own constant text := 'exists (select from clients c where c.id = tenant_id and c.agency_id = current_agency())';
begin
  -- An agency's own chain has the agency's id.
  foreach t in array array['audit_entries', 'audit_heads'] loop
    execute format('create policy of_agency on %I to foyer_agency using (tenant_id = current_agency() or %s)', t, own);
  end loop;
end
$$;

-- What is of agencies and of people stood behind the rights of roles alone.
create policy of_agency on agencies to foyer_agency using (id = current_agency()) with check (id = current_agency());
create policy of_agency on permission_defaults to foyer_agency
  using (agency_id = current_agency()) with check (agency_id = current_agency());
create policy of_agency on agency_members to foyer_agency using (agency_id = current_agency());

-- Whoever works for the agency, and the people of its clients.
create policy of_agency on people to foyer_agency using (
  exists (select from agency_members a where a.person_id = people.id and a.agency_id = current_agency())
  or exists (select from memberships m join clients c on c.id = m.tenant_id
    where m.person_id = people.id and c.agency_id = current_agency()));

do $$
declare
  t record;
begin
  for t in select * from (values
    ('sessions', 'user_id'), ('second_factors', 'person_id'), ('recovery_codes', 'person_id'), ('remembered_devices', 'person_id')
  ) as v (name, person) loop
    execute format('create policy of_agency on %I to foyer_agency using (exists (select from people p where p.id = %I))', t.name, t.person);
  end loop;
  foreach t.name in array array[
    'agencies', 'permission_defaults', 'agency_members', 'people', 'sessions', 'second_factors', 'recovery_codes', 'remembered_devices'
  ] loop
    execute format('create policy of_system on %I to foyer_system using (true) with check (true)', t.name);
    execute format('alter table %I enable row level security', t.name);
    execute format('alter table %I force row level security', t.name);
  end loop;
end
$$;

-- What the console does, and nothing else.
grant select on agencies, agency_members, permission_defaults, clients, projects, memberships, membership_projects, client_grants,
  client_policies, client_entitlements, client_addresses, client_versions, client_presence, agents, calls, invitations, access_requests, view_as,
  people, sessions, second_factors, recovery_codes, remembered_devices, audit_entries, audit_heads to foyer_agency;
grant insert on permission_defaults, clients, projects, membership_projects, client_grants, client_policies, client_entitlements,
  client_addresses, client_versions, invitations, view_as to foyer_agency;
grant update on client_grants, client_policies, client_entitlements, client_versions, invitations, access_requests to foyer_agency;
-- Who holds a row until the transaction ends must have the right to change something of it.
grant update (name) on agencies to foyer_agency;
grant update (name, state) on clients to foyer_agency;
grant update (role, all_projects, version, disabled_at) on memberships to foyer_agency;
grant update (mfa_required) on people to foyer_agency;
grant update (active_client_id) on sessions to foyer_agency;
grant update (ended_at) on view_as to foyer_agency;
grant delete on membership_projects, client_addresses, sessions, second_factors, recovery_codes, remembered_devices to foyer_agency;
-- Letters are written, never read.
grant insert on outbox to foyer_agency;

-- Whether an address is somebody's who belongs to an agency or to a client already, whichever it is: this and no more is told across agencies.
create function belongs_somewhere(address text) returns boolean
  language sql stable security definer
  set search_path = pg_catalog, public, pg_temp
  return exists (select from people p where p.email = address and (
    exists (select from agency_members a where a.person_id = p.id) or exists (select from memberships m where m.person_id = p.id)));
revoke execute on function belongs_somewhere from public;
grant execute on function belongs_somewhere to foyer_agency, foyer_system;
