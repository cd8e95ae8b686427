-- 0057_blueprint_reviews.up.sql: what members of other organisations say of a public blueprint.
set local role muster_owner;

-- whose it is: for definer functions, which find it by its id; nobody else reads that
alter table public_blueprints
  add column tenant_id uuid,
  add column rating double precision not null default 0,
  add column reviews_count int not null default 0;
update public_blueprints p set tenant_id = b.tenant_id from blueprints b where b.id = p.id;
alter table public_blueprints alter column tenant_id set not null;
create index public_blueprints_by_rating on public_blueprints (rating, id);
revoke select on public_blueprints from muster_web;
grant select (id, publisher, kind, name, description, category, label_version, pricing, price_micros, currency,
              definition, downloads, created_at, updated_at, rating, reviews_count)
  on public_blueprints to muster_web;

alter table blueprints
  add column rating_sum bigint not null default 0,
  add column reviews_count int not null default 0,
  add column rating double precision not null
    generated always as (case when reviews_count = 0 then 0 else round(rating_sum::numeric / reviews_count, 2) end) stored;
drop trigger blueprints_audit on blueprints;
create trigger blueprints_audit after insert or update or delete on blueprints
  for each row execute function private.audit_change('blueprint', '{}',
    '{version,definition,downloads,rating_sum,reviews_count,rating}');

-- The blueprint is a row of another tenant, publisher_id: so no foreign key holds it, but a trigger.
create table blueprint_reviews (
  tenant_id    uuid not null default auth.tenant() references tenants,
  id           uuid not null default uuid_v7(),
  blueprint_id uuid not null,
  publisher_id uuid not null,
  rating       int not null,
  text         text not null default '',
  created_by   uuid default auth.user_id(),
  version      int not null default 1,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint review_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint review_is_the_only_one_of_its_member unique (tenant_id, blueprint_id, created_by),
  constraint review_is_not_of_the_publisher check (publisher_id <> tenant_id),
  constraint review_rating_is_of_five check (rating between 1 and 5),
  constraint review_text_is_bounded check (length(text) <= 5000)
);

select app.protect('blueprint_reviews', write => 'viewer', remove => 'viewer');
create policy own_may_insert on blueprint_reviews as restrictive for insert to muster_web
  with check (created_by = (select auth.user_id()) and (select app.has_session()));
-- what nobody sees just now is not changed
create policy own_may_update on blueprint_reviews as restrictive for update to muster_web
  using (created_by = (select auth.user_id()) and (select app.has_session())
         and exists (select from public_blueprints p where p.id = blueprint_id));
-- also of somebody who has left
create policy own_or_admin_may_delete on blueprint_reviews as restrictive for delete to muster_web
  using (created_by = (select auth.user_id()) and (select app.has_session()) or (select auth.has_role('admin')));
grant select (tenant_id, id, blueprint_id, rating, text, created_by, version, created_at, updated_at),
      insert (id, blueprint_id, rating, text), update (rating, text, version), delete
  on blueprint_reviews to muster_web;

create trigger blueprint_reviews_stamp_updated_at before update of version on blueprint_reviews
  for each row execute function app.stamp_updated_at();
create trigger blueprint_reviews_audit after insert or update or delete on blueprint_reviews
  for each row execute function private.audit_change('blueprintReview', '{}', '{version,publisher_id}');

-- What all organisations may read of reviews: a copy, as of the blueprints. Nobody writes it but a trigger.
create table public_reviews (
  id           uuid primary key,
  tenant_id    uuid not null,
  blueprint_id uuid not null,
  reviewer     text not null,
  rating       int not null,
  text         text not null,
  version      int not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  is_shown     boolean not null default true,
  constraint public_review_is_of_a_review
    foreign key (tenant_id, id) references blueprint_reviews (tenant_id, id) on delete cascade
);

create index public_reviews_by_blueprint on public_reviews (blueprint_id, id);

select app.protect_global('public_reviews');
create policy all_may_read on public_reviews for select to muster_web
  using (is_shown and (select auth.tenant()) is not null);
grant select (id, blueprint_id, reviewer, rating, text, version, created_at, updated_at)
  on public_reviews to muster_web;

-- Whose blueprint it is: it must be public, and of others.
create function private.check_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- nobody's row is refused by its policy
  if new.tenant_id is null then
    return new;
  end if;
  select p.tenant_id into new.publisher_id from public_blueprints p where p.id = new.blueprint_id;
  if not found then
    raise exception using errcode = 'MU422', detail = '/blueprintId', message = 'there is no such public blueprint';
  end if;
  return new;
end
$$;

create trigger blueprint_reviews_check before insert on blueprint_reviews
  for each row execute function private.check_review();

-- It is counted in its blueprint, and copied for all.
create function private.offer_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  present constant blueprint_reviews := coalesce(new, old);
begin
  update blueprints b
     set rating_sum = b.rating_sum + coalesce(new.rating, 0) - coalesce(old.rating, 0),
         reviews_count = b.reviews_count + (new.id is not null)::int - (old.id is not null)::int
   where (b.tenant_id, b.id) = (present.publisher_id, present.blueprint_id)
     and new.rating is distinct from old.rating;
  insert into public_reviews (id, tenant_id, blueprint_id, reviewer, rating, text, version, created_at, updated_at)
  select new.id, new.tenant_id, new.blueprint_id, t.name, new.rating, new.text, new.version, new.created_at, new.updated_at
    from tenants t where t.id = new.tenant_id
  on conflict (id) do update
    set reviewer = excluded.reviewer, rating = excluded.rating, text = excluded.text, version = excluded.version,
        updated_at = excluded.updated_at;
  return null;
end
$$;

create trigger blueprint_reviews_offer after insert or update or delete on blueprint_reviews
  for each row execute function private.offer_review();

-- A blueprint that is private again keeps its reviews; one that is taken back does not.
create or replace function private.offer_blueprint() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    delete from blueprint_reviews r using public_reviews p
     where p.blueprint_id = old.id and (r.tenant_id, r.id) = (p.tenant_id, p.id);
  end if;
  if tg_op = 'UPDATE' and new.is_public <> old.is_public then
    update public_reviews p set is_shown = new.is_public where p.blueprint_id = new.id;
  end if;
  if tg_op = 'DELETE' or not new.is_public then
    delete from public_blueprints p where p.id = old.id;
    return null;
  end if;
  insert into public_blueprints as p (id, tenant_id, publisher, kind, name, description, category, label_version, pricing,
                                      price_micros, currency, definition, downloads, rating, reviews_count, created_at, updated_at)
  select new.id, new.tenant_id, t.name, new.kind, new.name, new.description, new.category, new.label_version, new.pricing,
         new.price_micros, new.currency, new.definition, new.downloads, new.rating, new.reviews_count, new.created_at, new.updated_at
    from tenants t where t.id = new.tenant_id
  on conflict (id) do update
    set publisher = excluded.publisher, name = excluded.name, description = excluded.description,
        category = excluded.category, label_version = excluded.label_version, pricing = excluded.pricing,
        price_micros = excluded.price_micros, currency = excluded.currency, downloads = excluded.downloads,
        rating = excluded.rating, reviews_count = excluded.reviews_count, updated_at = excluded.updated_at;
  return null;
end
$$;

reset role;
