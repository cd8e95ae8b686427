-- 0033_deleted_agents.up.sql: an agent that was deleted is found, and can be restored.
set local role muster_owner;

alter table agents
  add column deleted_by  uuid,
  add column other_names text[] not null default '{}',
  add constraint agent_is_deleted_by_a_member
    foreign key (tenant_id, deleted_by) references memberships (tenant_id, user_id);

comment on column agents.other_names is 'of one that is deleted: the aliases that it gave back';

create index agents_that_were on agents (tenant_id, deleted_at, id) where deleted_at is not null;

-- who deleted those that are: nothing else of them changes
alter table agents disable trigger user;
update agents a
   set deleted_by = (select l.actor from audit_log l
                      where l.tenant_id = a.tenant_id and l.row_id = a.id
                        and l.noun = 'agent' and l.action = 'delete'
                      order by l.id desc limit 1)
 where a.deleted_at is not null;
alter table agents enable trigger user;

-- It remembers who deleted it, and the other names that private.forget_deleted_name
-- frees for others.
create function private.keep_deleted_agent() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.deleted_at is null then
    new.deleted_by := null;
    new.other_names := '{}';
  elsif old.deleted_at is null then
    new.deleted_by := auth.user_id();
    new.other_names := array(select a.alias from aliases a
                              where (a.tenant_id, a.id) = (new.tenant_id, new.id)
                                and a.kind = 'agent' order by a.alias);
  end if;
  return new;
end
$$;

create trigger agents_keep_deleted before update of deleted_at on agents
  for each row execute function private.keep_deleted_agent();

-- What another has taken since stays with that one.
create function private.give_names_back() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into aliases (tenant_id, kind, alias, id)
  select new.tenant_id, 'agent', name, new.id from unnest(old.other_names) name
  on conflict do nothing;
  return null;
end
$$;

create trigger agents_give_names_back after update of deleted_at on agents
  for each row when (old.deleted_at is not null and new.deleted_at is null)
  execute function private.give_names_back();

-- What changed in one row, as before; and a row that was marked as deleted, and is not any
-- more, is restored.
create or replace function private.audit_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  left_out constant text[] := tg_argv[2]::text[]
    || '{tenant_id,created_at,updated_at,updated_by,deleted_at,deleted_by,other_names}';
  present constant jsonb := to_jsonb(coalesce(new, old));
  was constant jsonb := case when to_jsonb(old) ->> 'deleted_at' is null then to_jsonb(old) end;
  now_is constant jsonb := case when to_jsonb(new) ->> 'deleted_at' is null then to_jsonb(new) end;
  changed constant text[] := app.changed_members(was - left_out, now_is - left_out);
begin
  if changed = '{}' then
    return null;
  end if;
  insert into audit_log (tenant_id, action, noun, row_id, before, after)
  values (coalesce(present ->> 'tenant_id', present ->> 'id')::uuid,
          case when was is null and tg_op = 'UPDATE' then 'restore'
               when was is null then 'create' when now_is is null then 'delete' else 'update' end,
          tg_argv[0], coalesce(present ->> 'id', present ->> 'user_id')::uuid,
          app.mask_members(was, changed, tg_argv[1]::text[]),
          app.mask_members(now_is, changed, tg_argv[1]::text[]));
  return null;
end
$$;

reset role;
