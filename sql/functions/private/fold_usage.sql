-- private.fold_usage(since xid8, upto xid8): the records of the range into usage_rollups, by day.
create or replace function private.fold_usage(since xid8, upto xid8) returns void
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  insert into usage_rollups as r (tenant_id, unit, day, quantity, cost_micros)
  select c.tenant_id, c.unit, c.day, sum(c.quantity), sum(c.cost_micros)
    from tenants t
    join app.usage_changes c on c.tenant_id = t.id and c.xid >= since and c.xid < upto
   group by c.tenant_id, c.unit, c.day
  on conflict (tenant_id, day, unit) do update set
    quantity = r.quantity + excluded.quantity,
    cost_micros = r.cost_micros + excluded.cost_micros
$$;
