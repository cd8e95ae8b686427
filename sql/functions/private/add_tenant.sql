-- private.add_tenant(name text, slug text default null) returns uuid
--
-- For commands, as the owner.
create or replace function private.add_tenant(name text, slug text default null) returns uuid
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  insert into tenants (name, slug) values (add_tenant.name, add_tenant.slug) returning id
$$;
