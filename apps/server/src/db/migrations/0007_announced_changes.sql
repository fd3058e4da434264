-- What open pages must hear of is announced by the tables themselves, so that no code that writes can forget it. A payload is
-- `<about>:<id>`, or `<about>` alone for what concerns all; it holds ids and nothing else, and is sent when the transaction commits.
-- Equal payloads of one transaction are sent once.
create function announce_change() returns trigger
  language plpgsql as $$
begin
  if tg_level = 'STATEMENT' then
    perform pg_notify('foyer', tg_argv[0]);
  elsif tg_op = 'DELETE' then
    perform pg_notify('foyer', tg_argv[0] || ':' || (to_jsonb(old) ->> tg_argv[1]));
  else
    perform pg_notify('foyer', tg_argv[0] || ':' || (to_jsonb(new) ->> tg_argv[1]));
  end if;
  return null;
end
$$;

create trigger announce after delete or update of token, user_id, expires_at, active_client_id on sessions
  for each row execute function announce_change('session', 'id');

create trigger announce after update of mfa_required on people
  for each row execute function announce_change('person', 'id');
create trigger announce after insert or update or delete on agency_members
  for each row execute function announce_change('person', 'person_id');
create trigger announce after insert or update or delete on memberships
  for each row execute function announce_change('person', 'person_id');
create trigger announce after insert or update or delete on membership_projects
  for each row execute function announce_change('person', 'person_id');

create trigger announce after update of agency_id, state on clients
  for each row execute function announce_change('client', 'id');
create trigger announce after insert or update or delete on client_grants
  for each row execute function announce_change('client', 'tenant_id');
create trigger announce after insert or update or delete on client_policies
  for each row execute function announce_change('client', 'tenant_id');
create trigger announce after insert or update or delete on client_entitlements
  for each row execute function announce_change('client', 'tenant_id');
create trigger announce after insert or update or delete on client_addresses
  for each row execute function announce_change('client', 'tenant_id');
