-- 0033_deleted_agents.down.sql: cascade, because views are put in anew by the next run up.
create or replace function private.audit_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  left_out constant text[] := tg_argv[2]::text[] || '{tenant_id,created_at,updated_at,updated_by,deleted_at}';
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
          case when was is null then 'create' when now_is is null then 'delete' else 'update' end,
          tg_argv[0], coalesce(present ->> 'id', present ->> 'user_id')::uuid,
          app.mask_members(was, changed, tg_argv[1]::text[]),
          app.mask_members(now_is, changed, tg_argv[1]::text[]));
  return null;
end
$$;

drop trigger agents_give_names_back on agents;
drop trigger agents_keep_deleted on agents;
drop function private.give_names_back();
drop function private.keep_deleted_agent();
drop function if exists api.restore_agent(uuid, int);
drop index agents_that_were;
alter table agents drop column other_names cascade, drop column deleted_by cascade;
