-- 0061_searched_orders.down.sql
set local role muster_owner;

drop function if exists private.search(text, text, text[], uuid, boolean, int, jsonb, text, text);
drop function if exists private.search_query(text, text, text[], uuid, boolean, jsonb, text);
drop index agents_that_are_of_a_project;

reset role;
