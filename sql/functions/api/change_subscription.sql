-- api.change_subscription(plan uuid, cycle text, status text) returns void
--
-- Of the tenant; made where it has none. What is null stays. For an owner, where the
-- installation lets owners choose. MU422 where the plan is not offered; MU409 where there is
-- nothing to cancel.
create or replace function api.change_subscription(plan uuid, cycle text, status text)
returns void
language plpgsql as $$
#variable_conflict use_column
declare
  was subscriptions;
begin
  if plan is not null and not exists (select from plans p where p.id = plan and p.is_active) then
    raise exception using errcode = 'MU422', message = 'is no plan that is offered', detail = '/planId';
  elsif change_subscription.status = 'expired' then
    raise exception using errcode = 'MU422', message = 'must be active or cancelled', detail = '/status';
  end if;
  select s.* into was
    from subscriptions s
   where s.id = (select n.subscription_id from app.plans_now n) for update;
  if was.id is not null then
    update subscriptions s
       set plan_id = coalesce(plan, s.plan_id), billing_cycle = coalesce(cycle, s.billing_cycle),
           status = coalesce(change_subscription.status, s.status), version = s.version + 1,
           -- one that is cancelled goes on to the end of the period it is in
           current_period_end = case when change_subscription.status = 'cancelled' and s.status = 'active'
                                     then app.period_end(s.current_period_start, coalesce(cycle, s.billing_cycle))
                                     else s.current_period_end end
     where s.id = was.id;
  elsif change_subscription.status = 'cancelled' then
    raise exception using errcode = 'MU409', message = 'there is no subscription to cancel';
  else
    insert into subscriptions (plan_id, billing_cycle, current_period_end)
    values (coalesce(plan, (select n.plan_id from app.plans_now n)), coalesce(cycle, 'monthly'),
            app.period_end(now(), cycle));
  end if;
end
$$;

grant execute on function api.change_subscription(uuid, text, text) to muster_web;
