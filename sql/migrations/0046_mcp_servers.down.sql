-- 0046_mcp_servers.down.sql: cascade, because views are put in anew by the next run up. The
-- tokens of servers stay: they are credentials.
drop table mcp_headers, mcp_servers cascade;
drop function app.mark_official(), app.forget_connection(), app.delete_mcp_token();

create or replace trigger credentials_forget_names
  after delete on credentials referencing old table as old_rows
  for each statement execute function private.forget_names();

create or replace function private.forget_names() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from aliases a using old_rows o where (a.tenant_id, a.id) = (o.tenant_id, o.id);
  delete from import_ids i using old_rows o where (i.tenant_id, i.id) = (o.tenant_id, o.id);
  return null;
end
$$;
