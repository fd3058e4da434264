-- What happened during a call besides talking, and what people add to it afterwards.

-- Never a number, never what a tool was given: that can be the caller's.
create table call_events (
  tenant_id uuid not null,
  call_id uuid not null,
  seq integer not null,
  at_ms integer not null check (at_ms >= 0),
  duration_ms integer check (duration_ms >= 0),
  kind text not null check (kind in ('tool', 'transfer', 'hold', 'voicemail')),
  name text check (char_length(name) between 1 and 80),
  outcome text check (outcome in ('done', 'failed')),
  destination text check (char_length(destination) between 1 and 80),
  primary key (tenant_id, call_id, seq),
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade
);

-- How the caller felt, in order of time: [{ fromMs, toMs, value: -100 to 100 }]. No row: the platform doesn't say.
create table call_moods (
  tenant_id uuid not null,
  call_id uuid not null,
  moods jsonb not null,
  primary key (tenant_id, call_id),
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade
);

create table call_notes (
  tenant_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  author_id uuid not null,
  author_name text not null,
  -- Made by the page once a form.
  key uuid not null,
  text text not null check (char_length(text) between 1 and 2000),
  -- What of it is sensitive, as in call_texts.
  spans jsonb not null,
  -- Whether its author might see caller details when they wrote it: without that right, they don't get it back as they wrote it.
  saw_caller boolean not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3),
  -- Since then only its author can have it back, and not for long.
  deleted_at timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, author_id, key),
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade
);
create index call_notes_of_call on call_notes (tenant_id, call_id, created_at, id);
create index call_notes_deleted on call_notes (tenant_id, deleted_at) where deleted_at is not null;

-- Other words for a segment of a transcript. The original stays in call_texts.
create table call_corrections (
  tenant_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  segment_id uuid not null,
  author_id uuid not null,
  author_name text not null,
  key uuid not null,
  text text not null,
  spans jsonb not null,
  -- What the call is found by with these words.
  words text[] not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'declined')),
  proposed_at timestamptz(3) not null,
  decided_name text,
  decided_at timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, author_id, key),
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade,
  check ((state = 'open') = (decided_at is null))
);
create index call_corrections_of_call on call_corrections (tenant_id, call_id, proposed_at, id);

-- The tags that calls of a project have, or once had: what is suggested, without looking at a call.
create table project_tags (
  tenant_id uuid not null,
  project_id uuid not null,
  tag text not null,
  primary key (tenant_id, project_id, tag),
  foreign key (tenant_id, project_id) references projects (tenant_id, id) on delete cascade
);

do $$
declare
  t text;
  own constant text := 'exists (select from clients c where c.id = tenant_id and c.agency_id = current_agency())';
begin
  foreach t in array array['call_events', 'call_moods', 'call_notes', 'call_corrections', 'project_tags'] loop
    execute format('create policy of_tenant on %I to foyer_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
    -- Its agency's console reaches none of them; if it ever does, then its own clients' alone.
    execute format('create policy of_agency on %I to foyer_agency using (%s) with check (%s)', t, own, own);
    execute format('create policy of_system on %I to foyer_system using (true) with check (true)', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to foyer_app, foyer_system', t);
  end loop;
end
$$;

create function keep_project_tags() returns trigger
  language plpgsql
  as $$
begin
  insert into project_tags (tenant_id, project_id, tag)
  select distinct w.tenant_id, w.project_id, given.tag
  from written w cross join unnest(w.tags) given(tag)
  where not exists (
    select from project_tags t where t.tenant_id = w.tenant_id and t.project_id = w.project_id and t.tag = given.tag
  )
  -- In one order, so that two who bring the same tags don't wait for each other.
  order by 1, 2, 3
  on conflict do nothing;
  return null;
end
$$;

create trigger tags_inserted after insert on calls
  referencing new table as written for each statement execute function keep_project_tags();
create trigger tags_updated after update on calls
  referencing new table as written for each statement execute function keep_project_tags();

insert into project_tags (tenant_id, project_id, tag)
select distinct c.tenant_id, c.project_id, tag from calls c cross join unnest(c.tags) tag
on conflict do nothing;

-- A call is found by its accepted corrections too, whoever writes its document anew.
create function keep_corrected_words() returns trigger
  language plpgsql
  as $$
declare
  corrected text[];
begin
  -- Of each segment the words that are shown: those accepted last.
  select array_agg(word) into corrected
  from (
    select distinct on (segment_id) words from call_corrections
    where tenant_id = new.tenant_id and call_id = new.call_id and state = 'accepted'
    order by segment_id, decided_at desc, id desc
  ) shown cross join unnest(shown.words) word;
  if corrected is not null then
    new.document := array_to_tsvector(tsvector_to_array(new.document) || corrected);
  end if;
  return new;
end
$$;

create trigger corrected before insert or update of document on call_search
  for each row execute function keep_corrected_words();
