-- Lists of calls that people saved: what they are narrowed to, their order and their columns.
create table call_views (
  tenant_id uuid not null references clients (id),
  id uuid not null,
  owner_id uuid not null references people (id) on delete cascade,
  -- Made by the page once a form: the same again is the same view.
  key uuid not null,
  name text not null check (char_length(name) between 1 and 60),
  -- As the list's address has them, without the question mark.
  search text not null check (char_length(search) <= 3000),
  -- Null: the usual ones.
  columns text[] check (cardinality(columns) between 1 and 50),
  shared boolean not null default false,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  primary key (tenant_id, id),
  unique (tenant_id, owner_id, key)
);
create index call_views_shared on call_views (tenant_id) where shared;

create policy of_tenant on call_views to foyer_app using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
-- Its agency's console reaches none; if it ever does, then its own clients' alone.
create policy of_agency on call_views to foyer_agency
  using (exists (select from clients c where c.id = tenant_id and c.agency_id = current_agency()))
  with check (exists (select from clients c where c.id = tenant_id and c.agency_id = current_agency()));
create policy of_system on call_views to foyer_system using (true) with check (true);
alter table call_views enable row level security;
alter table call_views force row level security;
grant select, insert, update, delete on call_views to foyer_app, foyer_system;
