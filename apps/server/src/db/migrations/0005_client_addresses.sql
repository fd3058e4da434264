-- The addresses that a client's people may come from: single ones or ranges (192.0.2.0/24). None: any.
create table client_addresses (
  tenant_id uuid not null references clients (id),
  range text not null,
  primary key (tenant_id, range)
);

create policy of_tenant on client_addresses to foyer_app
  using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy of_system on client_addresses to foyer_system using (true) with check (true);
alter table client_addresses enable row level security;
alter table client_addresses force row level security;
grant select on client_addresses to foyer_app;
grant select, insert, update, delete on client_addresses to foyer_system;
