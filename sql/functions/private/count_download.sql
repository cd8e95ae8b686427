-- private.count_download(wanted uuid): one more, of a blueprint of the caller or a public one.
create or replace function private.count_download(wanted uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update blueprints b set downloads = b.downloads + 1
   where (b.tenant_id, b.id) in (select p.tenant_id, p.id from public_blueprints p where p.id = wanted
                                 union all select auth.tenant(), wanted)
     and auth.has_role('operator')
$$;

grant execute on function private.count_download(uuid) to muster_web;
