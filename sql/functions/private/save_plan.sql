-- private.save_plan(plan text, plan_type text, monthly bigint, yearly bigint, currency text,
--                   features jsonb, limits jsonb, active boolean, is_default boolean) returns void
--
-- Changes the plan of that name or type; where plan_type is given and there is none of the name,
-- makes it. What is null stays as it is. For commands, as the owner.
create or replace function private.save_plan(plan text, plan_type text, monthly bigint, yearly bigint,
                                             currency text, features jsonb, limits jsonb,
                                             active boolean, is_default boolean)
returns void
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  wanted uuid;
begin
  if save_plan.plan_type is not null then
    insert into plans (name, plan_type) values (plan, save_plan.plan_type)
    on conflict on constraint plan_name_is_free do nothing;
  end if;
  wanted := (private.find_plan(plan)).id;
  if save_plan.is_default then
    update plans p set is_default = false where p.is_default and p.id <> wanted;
  end if;
  update plans p
     set plan_type = coalesce(save_plan.plan_type, p.plan_type),
         price_monthly_micros = coalesce(monthly, p.price_monthly_micros),
         price_yearly_micros = coalesce(yearly, p.price_yearly_micros),
         currency = coalesce(save_plan.currency, p.currency),
         features = coalesce(save_plan.features, p.features),
         limits = coalesce(save_plan.limits, p.limits),
         is_active = coalesce(active, p.is_active),
         is_default = coalesce(save_plan.is_default, p.is_default)
   where p.id = wanted;
end
$$;
