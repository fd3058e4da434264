-- Whether its owner might see caller details when they saved it: without that right, they don't get a caller's name back.
alter table call_views add column saw_caller boolean not null default false;
