-- 0032_default_views.up.sql: views of known lists, fifty of each list for a person, and the
-- one that a person's list opens with.
set local role muster_owner;

alter table saved_views
  add constraint saved_view_noun_is_known check (noun in ('agents', 'executions', 'workflows')),
  add constraint saved_view_noun_is_its_own unique (tenant_id, id, noun),
  add column place int not null default 0;

update saved_views v
   set place = n.place
  from (select tenant_id, id, row_number() over (partition by tenant_id, user_id, noun order by id) as place
          from saved_views) n
 where (v.tenant_id, v.id) = (n.tenant_id, n.id);

-- Places are numbered, so that a plain check bounds how many there are: two that are made at
-- once cannot both be the fiftieth.
alter table saved_views
  add constraint saved_view_place_is_free unique (tenant_id, user_id, noun, place),
  add constraint saved_views_of_a_list_are_at_most_fifty check (place between 1 and 50);

create function app.take_place() returns trigger
language plpgsql as $$
begin
  new.place := (select min(p) from generate_series(1, 51) p
                 where not exists (select from saved_views v
                                    where (v.tenant_id, v.user_id, v.noun, v.place)
                                          = (new.tenant_id, new.user_id, new.noun, p)));
  return new;
end
$$;

create trigger saved_views_take_place before insert on saved_views
  for each row execute function app.take_place();

create index saved_views_by_noun on saved_views (tenant_id, noun, id);

-- Own or shared: whose view it is does not matter. The rows of one who sees a view no more
-- stay, and show nothing.
create table default_views (
  tenant_id uuid not null default auth.tenant() references tenants,
  user_id   uuid not null default auth.user_id(),
  noun      text not null,
  view_id   uuid not null,
  primary key (tenant_id, user_id, noun),
  constraint default_view_is_of_a_member
    foreign key (tenant_id, user_id) references memberships (tenant_id, user_id),
  constraint default_view_is_of_its_list
    foreign key (tenant_id, view_id, noun) references saved_views (tenant_id, id, noun)
    on delete cascade
);

create index default_views_of_a_view on default_views (tenant_id, view_id);

select app.protect('default_views', write => 'viewer', remove => 'viewer');
create policy own_and_by_session on default_views as restrictive to muster_web
  using (user_id = (select auth.user_id()) and (select app.has_session()))
  with check (user_id = (select auth.user_id()) and (select app.has_session()));
grant select, insert (noun, view_id), update (view_id), delete on default_views to muster_web;

-- A view that is shared outlives the interest of its maker, so an admin may mend or remove it.
drop policy own_may_update on saved_views;
drop policy own_may_delete on saved_views;
create policy own_or_admin_may_update on saved_views as restrictive for update to muster_web
  using ((select app.has_session())
         and (user_id = (select auth.user_id()) or shared and (select auth.has_role('admin'))));
create policy own_or_admin_may_delete on saved_views as restrictive for delete to muster_web
  using ((select app.has_session())
         and (user_id = (select auth.user_id()) or shared and (select auth.has_role('admin'))));

reset role;
