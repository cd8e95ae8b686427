-- private.count_download(wanted uuid): one more, of a blueprint of the caller or a public one.
create or replace function private.count_download(wanted uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update blueprints b set downloads = b.downloads + 1
   where b.id = wanted and (b.is_public or b.tenant_id = auth.tenant()) and auth.has_role('operator')
$$;

grant execute on function private.count_download(uuid) to muster_web;
