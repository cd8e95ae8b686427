-- private.wanted_master_keys() returns (id text, check_value bytea, is_used boolean): the
-- master keys that the database knows, newest first, and whether a data key is wrapped by
-- it. A server asks before it knows any tenant.
create or replace function private.wanted_master_keys()
returns table (id text, check_value bytea, is_used boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select m.id, m.check_value, exists (select from data_keys k where k.master_id = m.id)
    from master_keys m
   order by m.made_at desc
$$;

grant execute on function private.wanted_master_keys() to muster_web;
