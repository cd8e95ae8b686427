-- private.set_plan(tenant uuid, plan text, cycle text, limits jsonb) returns void
--
-- Gives a tenant a plan, by name or type, from now on; one that it had goes on with its periods.
-- cycle and limits are as they were where they are null (in the beginning: monthly, those of the
-- plan). MU404 where there is no such plan, MU422 where it is not offered any more. For
-- commands, as the owner.
create or replace function private.set_plan(tenant uuid, plan text, cycle text, limits jsonb)
returns void
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  chosen plans := private.find_plan(plan);
begin
  if not chosen.is_active then
    raise exception using errcode = 'MU422', message = format('the plan ''%s'' is not offered any more', plan);
  end if;
  update subscriptions s set status = 'expired', version = s.version + 1
   where s.tenant_id = tenant and s.status = 'cancelled' and s.current_period_end <= now();
  update subscriptions s
     set plan_id = chosen.id, billing_cycle = coalesce(cycle, s.billing_cycle), status = 'active',
         limits = coalesce(set_plan.limits, s.limits), version = s.version + 1
   where s.tenant_id = tenant and s.status <> 'expired';
  if not found then
    insert into subscriptions (tenant_id, plan_id, billing_cycle, limits, current_period_end)
    values (tenant, chosen.id, coalesce(cycle, 'monthly'), coalesce(set_plan.limits, '{}'),
            app.period_end(now(), cycle));
  end if;
end
$$;
