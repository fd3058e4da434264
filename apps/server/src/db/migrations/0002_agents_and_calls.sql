-- Agents and their calls. Every key and constraint starts with the tenant; nothing refers across tenants.

create table agents (
  tenant_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  name text not null,
  status text not null check (status in ('live', 'paused', 'draft')),
  greeting text not null,
  prompt text not null,
  voice text not null,
  language text not null,
  interruptible boolean not null,
  silence_timeout_seconds integer not null check (silence_timeout_seconds > 0),
  end_call_phrases text[] not null,
  created_at timestamptz(3) not null default now(),
  primary key (tenant_id, id),
  -- What calls refer to: an agent with calls stays in its project.
  unique (tenant_id, project_id, id),
  foreign key (tenant_id, project_id) references projects (tenant_id, id)
);

create table phone_numbers (
  tenant_id uuid not null,
  -- E.164.
  number text not null,
  agent_id uuid not null,
  primary key (tenant_id, number),
  foreign key (tenant_id, agent_id) references agents (tenant_id, id)
);
create index phone_numbers_by_agent on phone_numbers (tenant_id, agent_id);

-- Status, direction, sentiment and outcome as one number: 360 values, of which a client has some dozens.
create function call_facet(status text, direction text, sentiment text, outcome text) returns smallint
  language sql immutable parallel safe
  return (
    ((array_position(array['completed', 'missed', 'voicemail', 'transferred', 'failed'], status) * 2
      + array_position(array['inbound', 'outbound'], direction)) * 4
      + coalesce(array_position(array['positive', 'neutral', 'negative'], sentiment), 0)) * 9
      + coalesce(array_position(array['booked', 'rescheduled', 'cancelled', 'answered', 'message_taken',
          'transferred', 'not_reached', 'spam'], outcome), 0)
  )::smallint;

create table calls (
  tenant_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  agent_id uuid not null,
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  duration_ms integer not null check (duration_ms >= 0),
  cost_minor integer not null check (cost_minor >= 0),
  currency char(3) not null,
  direction text not null check (direction in ('inbound', 'outbound')),
  status text not null check (status in ('completed', 'missed', 'voicemail', 'transferred', 'failed')),
  sentiment text check (sentiment in ('positive', 'neutral', 'negative')),
  outcome text check (outcome in ('booked', 'rescheduled', 'cancelled', 'answered', 'message_taken',
    'transferred', 'not_reached', 'spam')),
  facet smallint not null generated always as (call_facet(status, direction, sentiment, outcome)) stored,
  tags text[] not null default '{}',
  end_reason text,
  -- Caller details: only for readers with the capability `caller_details`.
  caller_name text,
  caller_number text,
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id, agent_id) references agents (tenant_id, project_id, id)
);

-- For each sort, one index to walk in order, and one to enter at any lane (agent × facet) in order. What filters and other sorts compare
-- lies in the leaves, so that rows that don't pass are never fetched.
create index calls_by_start on calls (tenant_id, started_at, id) include (agent_id, facet);
create index calls_by_duration on calls (tenant_id, duration_ms, id) include (agent_id, facet, started_at);
create index calls_by_cost on calls (tenant_id, cost_minor, id) include (agent_id, facet, started_at);
create index calls_in_lane_by_start on calls (tenant_id, agent_id, facet, started_at, id) include (duration_ms, cost_minor);
create index calls_in_lane_by_duration on calls (tenant_id, agent_id, facet, duration_ms, id) include (started_at);
create index calls_in_lane_by_cost on calls (tenant_id, agent_id, facet, cost_minor, id) include (started_at);

-- The lanes that have, or once had, a call: a filter over any combination is a handful of these.
create table call_lanes (
  tenant_id uuid not null,
  agent_id uuid not null,
  facet smallint not null,
  project_id uuid not null,
  status text not null,
  direction text not null,
  sentiment text,
  outcome text,
  primary key (tenant_id, agent_id, facet),
  foreign key (tenant_id, project_id, agent_id) references agents (tenant_id, project_id, id)
);

create function keep_call_lanes() returns trigger
  language plpgsql
  as $$
begin
  insert into call_lanes (tenant_id, agent_id, facet, project_id, status, direction, sentiment, outcome)
  select distinct tenant_id, agent_id, facet, project_id, status, direction, sentiment, outcome from written
  on conflict do nothing;
  return null;
end
$$;

create trigger calls_inserted after insert on calls
  referencing new table as written for each statement execute function keep_call_lanes();
create trigger calls_updated after update on calls
  referencing new table as written for each statement execute function keep_call_lanes();

-- What was said. Segments: [{ id, speaker, startMs, endMs, text, spans: [{ kind, start, end }] }], spans in UTF-16 units.
create table call_texts (
  tenant_id uuid not null,
  call_id uuid not null,
  summary text not null,
  summary_spans jsonb not null,
  segments jsonb not null,
  primary key (tenant_id, call_id),
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade
);

-- A call without a row here has no recording.
create table recordings (
  tenant_id uuid not null,
  call_id uuid not null,
  consent text not null check (consent in ('granted', 'not_required', 'pending', 'denied', 'withdrawn')),
  compliance_hold boolean not null default false,
  media text not null check (media in ('available', 'processing', 'missing', 'expired', 'none')),
  retain_until timestamptz(3) not null,
  -- Where the audio lies in the file store; null without audio.
  content_key text,
  media_type text,
  duration_ms integer,
  -- { agent: [0–100 …], caller: [0–100 …] }.
  peaks jsonb,
  primary key (tenant_id, call_id),
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade,
  check (media <> 'available'
    or (content_key is not null and media_type is not null and duration_ms is not null and peaks is not null))
);
