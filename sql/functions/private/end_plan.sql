-- private.end_plan(tenant uuid) returns boolean: whether the tenant had a subscription. It ends
-- at once; then the plan of the installation holds. For commands, as the owner.
create or replace function private.end_plan(tenant uuid) returns boolean
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update subscriptions s
     set status = 'expired', current_period_end = greatest(now(), s.current_period_start + interval '1 second'),
         version = s.version + 1
   where s.tenant_id = tenant and s.status <> 'expired';
  return found;
end
$$;
