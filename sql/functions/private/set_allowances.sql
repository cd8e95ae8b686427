-- private.set_allowances(wanted uuid[] default null) returns void
--
-- Makes the allowances of these tenants (null: of all) what their plans say now, and sums anew
-- what is used of them, as of the last fold; tenants.is_limited follows. One at a time: who
-- waited reads what the one before has set.
create or replace function private.set_allowances(wanted uuid[] default null) returns void
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('muster allowances'));
  delete from allowances a
   where (wanted is null or a.tenant_id = any (wanted))
     and not exists (select from app.plans_now p where p.tenant_id = a.tenant_id and p.limits ? a.unit);
  insert into allowances as a (tenant_id, unit, most, since, until, used)
  select p.tenant_id, l.unit, l.most::numeric, p.since, p.until,
         (select coalesce(sum(u.quantity), 0)
            from app.folded_usage u
           where u.tenant_id = p.tenant_id and u.unit = l.unit and u.day >= p.since and u.day < p.until)
    from app.plans_now p
   cross join lateral jsonb_each_text(p.limits) l (unit, most)
   where wanted is null or p.tenant_id = any (wanted)
  on conflict (tenant_id, unit) do update set
    most = excluded.most,
    since = excluded.since,
    until = excluded.until,
    used = excluded.used
   where (a.most, a.since, a.until, a.used)
         is distinct from (excluded.most, excluded.since, excluded.until, excluded.used);
  update tenants t set is_limited = not t.is_limited
   where (wanted is null or t.id = any (wanted))
     and t.is_limited <> exists (select from allowances a where a.tenant_id = t.id);
end
$$;
