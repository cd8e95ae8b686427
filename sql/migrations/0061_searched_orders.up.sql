-- 0061_searched_orders.up.sql: a search knows the order of the list.
set local role muster_owner;

-- agents that are, without those of the project that were deleted, which their reference needs too
create index agents_that_are_of_a_project on agents (tenant_id, project_id, id) where deleted_at is null and project_id is not null;

drop function if exists private.search(text, text, text[], uuid, boolean, int, jsonb);
drop function if exists private.search_query(text, text, text[], uuid, boolean, jsonb);

reset role;
