-- Calls that are still going on, and open lists that hear of every call.

alter table calls drop constraint calls_status_check;
alter table calls add constraint calls_status_check
  check (status in ('completed', 'missed', 'voicemail', 'transferred', 'failed', 'in_progress'));
alter table calls add constraint calls_end_once check (status <> 'in_progress' or ended_at is null);
-- Those of which no end was ever told are looked for by their start.
create index calls_going_on on calls (started_at) where status = 'in_progress';

-- As before, with one more status at the end: what is stored stays right.
create or replace function call_facet(status text, direction text, sentiment text, outcome text) returns smallint
  language sql immutable parallel safe
  return (
    ((array_position(array['completed', 'missed', 'voicemail', 'transferred', 'failed', 'in_progress'], status) * 2
      + array_position(array['inbound', 'outbound'], direction)) * 4
      + coalesce(array_position(array['positive', 'neutral', 'negative'], sentiment), 0)) * 9
      + coalesce(array_position(array['booked', 'rescheduled', 'cancelled', 'answered', 'message_taken',
          'transferred', 'not_reached', 'spam'], outcome), 0)
  )::smallint;

-- `calls:<client>:<project>`: some call of it is new or another one. Which one is not said.
create function announce_calls() returns trigger
  language plpgsql as $$
begin
  perform pg_notify('foyer', 'calls:' || w.tenant_id || ':' || w.project_id)
  from (select distinct tenant_id, project_id from written) w;
  return null;
end
$$;

create trigger announce_inserted after insert on calls
  referencing new table as written for each statement execute function announce_calls();
create trigger announce_updated after update on calls
  referencing new table as written for each statement execute function announce_calls();
