-- private.fold_range(since xid8, upto xid8) returns bigint: adds the changes of the
-- transactions from since up to, but without, upto to the rollups; how many they were.
--
-- All of them have ended, so each statement sees the same. Called once for a range,
-- under the lock of private.maintain_fold. What plans allow goes by the sums, so it follows.
create or replace function private.fold_range(since xid8, upto xid8) returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
-- the changes of a tenant are a range of its key; a scan would read a day of all
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off as $$
declare
  folded bigint;
begin
  select count(*) into folded
    from tenants t join changes c on c.tenant_id = t.id and c.xid >= since and c.xid < upto;
  if folded > 0 then
    perform private.fold_tenants(since, upto);
    perform private.fold_agents(since, upto);
    perform private.fold_agent_totals(since, upto);
    perform private.fold_durations(since, upto);
    perform private.fold_usage(since, upto);
  end if;
  perform private.fold_allowances(since, upto);
  return folded;
end
$$;
