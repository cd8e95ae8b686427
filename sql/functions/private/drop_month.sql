-- private.drop_month(month timestamptz) returns bigint: drops a month of executions, with its
-- steps and logs before them; how many executions there were.
--
-- A run that is still open when its month goes is cancelled first, or the overview
-- would count it as open for ever.
create or replace function private.drop_month(month timestamptz) returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  suffix constant text := to_char(month at time zone 'UTC', '_YYYY_MM');
  since constant uuid := app.uuid_floor(month);
  until constant uuid := app.uuid_floor((month at time zone 'UTC' + interval '1 month') at time zone 'UTC');
  removed bigint;
begin
  update executions e set status = 'cancelled'
    from tenants t
   where e.tenant_id = t.id and e.id >= since and e.id < until
     and e.status in ('pending', 'running', 'paused');
  delete from aliases a using tenants t
   where a.tenant_id = t.id and a.kind = 'execution' and a.id >= since and a.id < until;

  execute format('drop table if exists public.%I', 'execution_logs' || suffix);
  execute format('drop table if exists public.%I', 'execution_steps' || suffix);
  execute format('select count(*) from public.%I', 'executions' || suffix) into removed;
  execute format('alter table public.executions detach partition public.%I', 'executions' || suffix);
  execute format('drop table public.%I', 'executions' || suffix);
  return removed;
end
$$;
