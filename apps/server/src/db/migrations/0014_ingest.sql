-- Finished calls that voice platforms send in. What comes is written down as it came before it is answered, and becomes calls afterwards: what
-- can't become one stays, with the reason.

-- Where a client's calls come from: one address and one secret each.
create table ingest_connections (
  tenant_id uuid not null references clients (id),
  id uuid not null,
  vendor text not null check (vendor in ('vapi', 'retell', 'elevenlabs', 'generic')),
  name text not null check (char_length(name) between 1 and 120),
  -- Encrypted with a key that is not in the database. Null: the vendor makes it, and nobody has entered it; nothing is taken until then.
  secret text,
  secret_set_at timestamptz(3),
  -- The one before, for as long as it is still taken.
  previous_secret text,
  previous_until timestamptz(3),
  -- What is known of the consent of those who are recorded, where the vendor doesn't say.
  consent text not null check (consent in ('granted', 'not_required', 'pending')),
  retention_days integer not null check (retention_days between 1 and 3650),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  disabled_at timestamptz(3),
  -- Kept by whoever settles events, once a batch: each event would wait for the one before it here.
  last_event_at timestamptz(3),
  primary key (tenant_id, id),
  check ((secret is null) = (secret_set_at is null)),
  check ((previous_secret is null) = (previous_until is null))
);
-- An address names a connection and no client.
create index ingest_connections_by_id on ingest_connections (id);

-- Which of the client's agents an agent of the vendor's is.
create table ingest_agents (
  tenant_id uuid not null,
  connection_id uuid not null,
  vendor_agent_id text not null,
  agent_id uuid not null,
  primary key (tenant_id, connection_id, vendor_agent_id),
  foreign key (tenant_id, connection_id) references ingest_connections (tenant_id, id),
  foreign key (tenant_id, agent_id) references agents (tenant_id, id)
);

create table ingest_events (
  tenant_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  -- SHA-256 of the body as it came: the same sent twice is one event.
  digest text not null,
  -- As it came, byte for byte; audio within it is taken out, decoded, and stands beside it until it is kept as a recording.
  body bytea not null,
  audio bytea,
  kind text,
  vendor_call_id text,
  vendor_agent_id text,
  -- waiting: to be looked at when it is due. held: waits for another event of its call. failed: nothing happens until somebody does something.
  state text not null default 'waiting' check (state in ('waiting', 'held', 'done', 'failed')),
  reason text,
  -- What the reason is about: the vendor's agent, or the field.
  subject text,
  tries integer not null default 0,
  received_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  settled_at timestamptz(3),
  call_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, connection_id, digest),
  foreign key (tenant_id, connection_id) references ingest_connections (tenant_id, id),
  -- What came of a call goes with it.
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade,
  check ((state = 'failed') <= (reason is not null))
);
create index ingest_events_due on ingest_events (due_at, tenant_id) where state = 'waiting';
create index ingest_events_due_of_tenant on ingest_events (tenant_id, due_at, id) where state = 'waiting';
-- The only one that begins with a connection and has an order, so that no statistics of a day ago lead by another way.
create index ingest_events_of_call on ingest_events (tenant_id, connection_id, vendor_call_id, received_at desc);
create index ingest_events_by_call on ingest_events (tenant_id, call_id);
create index ingest_events_unsettled on ingest_events (tenant_id, received_at desc, id desc) where state in ('held', 'failed');
-- A row is changed once or twice after it was written: with room on its page no index has to hear of it.
alter table ingest_events set (fillfactor = 90);
-- Many events are of one client and few of one call. Said, because statistics of the first few rows would say otherwise, and lead through all that a
-- client ever sent.
alter table ingest_events
  alter column tenant_id set (n_distinct = 20),
  alter column connection_id set (n_distinct = 40),
  alter column vendor_call_id set (n_distinct = -0.8);

do $$
declare
  t text;
  own constant text := 'exists (select from clients c where c.id = tenant_id and c.agency_id = current_agency())';
begin
  foreach t in array array['ingest_connections', 'ingest_agents', 'ingest_events'] loop
    execute format('create policy of_tenant on %I to foyer_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
    execute format('create policy of_system on %I to foyer_system using (true) with check (true)', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    -- Its agency's console: 0013_agencies_apart.sql.
    execute format('create policy of_agency on %I to foyer_agency using (%s) with check (%s)', t, own, own);
    execute format('grant select, insert, update, delete on %I to foyer_system', t);
  end loop;
end
$$;
-- Calls are made of events within their tenant; secrets are none of that.
grant select on ingest_agents to foyer_app;
grant select (tenant_id, id, vendor, consent, retention_days, last_event_at), update (last_event_at) on ingest_connections to foyer_app;
grant select, update on ingest_events to foyer_app;
-- The console lists what came in and has it read again; what stands in it is not for it to read.
grant select, insert, update on ingest_connections to foyer_agency;
grant select, insert, update, delete on ingest_agents to foyer_agency;
grant select (tenant_id, id, connection_id, kind, vendor_call_id, vendor_agent_id, state, reason, subject, tries, received_at, due_at)
  on ingest_events to foyer_agency;
grant update (state, reason, subject, tries, due_at, settled_at) on ingest_events to foyer_agency;
