-- Calls by their length, beside every other filter and in every order: what it compares lies in the leaves of each index.

drop index calls_by_start;
create index calls_by_start on calls (tenant_id, started_at, id) include (agent_id, facet, duration_ms);
drop index calls_by_cost;
create index calls_by_cost on calls (tenant_id, cost_minor, id) include (agent_id, facet, started_at, duration_ms);
drop index calls_in_lane_by_cost;
create index calls_in_lane_by_cost on calls (tenant_id, agent_id, facet, cost_minor, id) include (started_at, duration_ms);
