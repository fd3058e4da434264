-- The second wall: whatever a query forgets, foyer_app sees and writes the rows of one tenant only.

do $$
declare
  t text;
begin
  foreach t in array array[
    'projects', 'memberships', 'membership_projects', 'client_grants', 'client_policies', 'client_entitlements',
    'agents', 'phone_numbers', 'calls', 'call_lanes', 'call_texts', 'call_search', 'recordings'
  ] loop
    execute format('create policy of_tenant on %I to foyer_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
  end loop;
  create policy of_tenant on clients to foyer_app using (id = current_tenant()) with check (id = current_tenant());

  foreach t in array array[
    'clients', 'projects', 'memberships', 'membership_projects', 'client_grants', 'client_policies',
    'client_entitlements', 'agents', 'phone_numbers', 'calls', 'call_lanes', 'call_texts', 'call_search', 'recordings'
  ] loop
    execute format('create policy of_system on %I to foyer_system using (true) with check (true)', t);
    execute format('alter table %I enable row level security', t);
    -- The owner too, unless it is a superuser.
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to foyer_system', t);
  end loop;
end
$$;

grant select on clients, projects, memberships, membership_projects, client_grants, client_policies,
  client_entitlements to foyer_app;
grant select, insert, update, delete on agents, phone_numbers, calls, call_lanes, call_texts, call_search,
  recordings to foyer_app;

-- Never to foyer_app: people, sessions and what belongs to agencies.
grant select, insert, update, delete on agencies, branding, people, accounts, sessions, verifications,
  agency_members, permission_defaults, sign_in_attempts to foyer_system;
