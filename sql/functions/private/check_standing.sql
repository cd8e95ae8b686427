-- private.check_standing(tenant uuid, unit text, more int) returns void: MU402 where a tenant has
-- more of what stands there than its plan allows, or would have with so many more.
--
-- Exact: whoever adds one holds a lock until the end, and counts what those before have left. No
-- more rows are counted than are allowed.
create or replace function private.check_standing(tenant uuid, unit text, more int) returns void
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  allowance allowances;
  count bigint;
begin
  select a.* into allowance
    from allowances a
   where (a.tenant_id, a.unit) = (tenant, check_standing.unit);
  if not found then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(format('allowance %s %s', tenant, unit), 0));
  count := private.count_standing(tenant, unit, allowance.most::bigint + 1) + more;
  if count > allowance.most then
    perform private.refuse_use(unit, count - 1, allowance.most, allowance.until);
  end if;
end
$$;
