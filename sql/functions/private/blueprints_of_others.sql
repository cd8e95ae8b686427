-- private.blueprints_of_others() returns id uuid, name text: public blueprints that other tenants published,
-- two hundred by name.
--
-- A definer function, because nobody else reads whose a public blueprint is; as the servers each would be looked
-- for among the own ones.
create or replace function private.blueprints_of_others() returns table (id uuid, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.id, p.name
    from public_blueprints p
   where p.tenant_id <> (select auth.tenant())
   order by p.name, p.id
   limit 200
$$;

grant execute on function private.blueprints_of_others() to muster_web;
