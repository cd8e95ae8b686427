-- 0057_blueprint_reviews.down.sql
set local role muster_owner;

create or replace function private.offer_blueprint() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' or not new.is_public then
    delete from public_blueprints p where p.id = old.id;
    return null;
  end if;
  insert into public_blueprints as p (id, publisher, kind, name, description, category, label_version, pricing,
                                      price_micros, currency, definition, downloads, created_at, updated_at)
  select new.id, t.name, new.kind, new.name, new.description, new.category, new.label_version, new.pricing,
         new.price_micros, new.currency, new.definition, new.downloads, new.created_at, new.updated_at
    from tenants t where t.id = new.tenant_id
  on conflict (id) do update
    set publisher = excluded.publisher, name = excluded.name, description = excluded.description,
        category = excluded.category, label_version = excluded.label_version, pricing = excluded.pricing,
        price_micros = excluded.price_micros, currency = excluded.currency, downloads = excluded.downloads,
        updated_at = excluded.updated_at;
  return null;
end
$$;

drop view if exists api.blueprint_reviews;
drop table public_reviews;
drop table blueprint_reviews;
drop function private.offer_review();
drop function private.check_review();

drop trigger blueprints_audit on blueprints;
create trigger blueprints_audit after insert or update or delete on blueprints
  for each row execute function private.audit_change('blueprint', '{}', '{version,definition,downloads}');
alter table blueprints drop column rating cascade, drop column rating_sum, drop column reviews_count cascade;

alter table public_blueprints drop column rating cascade, drop column reviews_count cascade, drop column tenant_id;
grant select on public_blueprints to muster_web;

reset role;
