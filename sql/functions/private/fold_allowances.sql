-- private.fold_allowances(since xid8, upto xid8): sums anew what is used by those tenants that
-- the range tells of, and by those whose month is over; and ends subscriptions that were
-- cancelled and whose period is over.
create or replace function private.fold_allowances(since xid8, upto xid8) returns void
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  moved constant uuid[] := array(
    select a.tenant_id
      from allowances a
     group by a.tenant_id
    having min(a.until) <= now()
        or exists (select from changes c
                    where c.tenant_id = a.tenant_id
                      and c.xid >= fold_allowances.since and c.xid < fold_allowances.upto));
begin
  if moved <> '{}' then
    perform private.set_allowances(moved);
  end if;
  update subscriptions s set status = 'expired', version = s.version + 1
   where s.status = 'cancelled' and s.current_period_end <= now();
end
$$;
