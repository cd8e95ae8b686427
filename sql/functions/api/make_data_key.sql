-- api.make_data_key(of_tenant uuid, new_id uuid, masters text[], wrapped_keys bytea[])
--   returns at most one row: id uuid, tenant_id uuid, master_id text, wrapped bytea
--
-- The data key of the tenant. Where it has none yet, the one that the caller has made for it
-- is kept: it comes wrapped under each master key that the caller has, and the newest that
-- the database knows is taken. No row: it knows none of them, or the caller has moved on to
-- another tenant. Of two callers at once one is kept, and both are given that.
create or replace function api.make_data_key(of_tenant uuid, new_id uuid, masters text[],
                                             wrapped_keys bytea[])
returns table (id uuid, tenant_id uuid, master_id text, wrapped bytea)
language plpgsql as $$
#variable_conflict use_column
begin
  insert into data_keys (id, master_id, wrapped)
  select new_id, m.id, c.wrapped
    from unnest(masters, wrapped_keys) c (master_id, wrapped)
    join master_keys m on m.id = c.master_id
   where of_tenant = (select auth.tenant())
   order by m.made_at desc
   limit 1
      on conflict do nothing;

  return query select k.id, k.tenant_id, k.master_id, k.wrapped from data_keys k;
end
$$;

grant execute on function api.make_data_key(uuid, uuid, text[], bytea[]) to muster_web;
