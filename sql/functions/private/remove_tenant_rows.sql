-- private.remove_tenant_rows(tenant uuid) returns bigint: how many rows of a tenant were removed,
-- from whatever tables there are. What others still refer to goes in a later pass; the audit
-- log goes last, because the rest writes to it.
create or replace function private.remove_tenant_rows(tenant uuid) returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  targets constant text[] := array(
    select c.oid::regclass::text
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and not c.relispartition and a.attname = 'tenant_id' and not a.attisdropped
     order by c.relname = 'changes', c.relname = 'audit_log', c.relname);
  target text;
  removed bigint := 0;
  n bigint;
  is_done boolean := false;
begin
  while not is_done loop
    is_done := true;
    foreach target in array targets loop
      begin
        execute format('delete from %s where tenant_id = $1', target) using tenant;
        get diagnostics n = row_count;
        removed := removed + n;
        is_done := is_done and n = 0;
      exception when foreign_key_violation then
        null;
      end;
    end loop;
  end loop;
  return removed;
end
$$;
