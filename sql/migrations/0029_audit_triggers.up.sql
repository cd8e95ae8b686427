-- 0029_audit_triggers.up.sql: configuration, members, keys and sign-ins write the audit
-- log by themselves; the servers cannot, so an entry cannot be forged or forgotten.
set local role muster_owner;

revoke insert on audit_log from muster_web;

-- one index for each filter of the list, ending in id: a page reads its rows only
create index audit_log_by_noun on audit_log (tenant_id, noun, id);
create index audit_log_by_action on audit_log (tenant_id, action, id);
create index audit_log_by_actor on audit_log (tenant_id, actor, id) where actor is not null;

-- What changed in one row: private.audit_change(noun, masked columns, columns left out).
-- What the database keeps by itself is left out always, and a row in which nothing else
-- changed leaves no trace. A row that is marked as deleted is one. A key is told from its
-- maker by the credential.
create function private.audit_change() returns trigger
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

create trigger tenants_audit after update on tenants
  for each row execute function private.audit_change('tenant', '{}', '{version}');
create trigger memberships_audit after insert or update or delete on memberships
  for each row execute function private.audit_change('member', '{}', '{version}');
create trigger invitations_audit after insert or update or delete on invitations
  for each row execute function private.audit_change('invitation', '{token_hash}', '{}');
create trigger api_keys_audit after insert or update or delete on api_keys
  for each row execute function private.audit_change('apiKey', '{hash}', '{version,last_used_at}');
create trigger projects_audit after insert or update or delete on projects
  for each row execute function private.audit_change('project', '{}', '{version}');
create trigger agents_audit after insert or update or delete on agents
  for each row execute function private.audit_change('agent', '{}', '{version}');

-- the version stays in: it says where the graphs are
create trigger flowcharts_audit after insert or update or delete on flowcharts
  for each row execute function private.audit_change('flowchart', '{}',
    '{nodes,connections,layout,extra}');
create trigger workflows_audit after insert or update or delete on workflows
  for each row execute function private.audit_change('workflow', '{}', '{nodes,edges,extra}');

-- A session that begins or ends. Whoever signs in asks without a credential.
create function private.audit_session() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into audit_log (tenant_id, actor, credential, action, noun, row_id, address)
  values (new.tenant_id, coalesce(auth.user_id(), new.user_id), coalesce(auth.credential(), new.id),
          case tg_op when 'INSERT' then 'sign-in' else 'sign-out' end, 'session', new.id, new.address);
  return null;
end
$$;

create trigger sessions_audit_sign_in after insert on sessions
  for each row execute function private.audit_session();
create trigger sessions_audit_sign_out after update of revoked_at on sessions
  for each row when (old.revoked_at is null and new.revoked_at is not null)
  execute function private.audit_session();

-- A user is of several tenants: each of them is told.
create function private.audit_user(wanted uuid, action text, success boolean, address inet)
returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into audit_log (tenant_id, action, noun, row_id, success, address)
  select m.tenant_id, audit_user.action, 'user', wanted, audit_user.success, audit_user.address
    from user_tenants ut
    join memberships m on (m.tenant_id, m.user_id) = (ut.tenant_id, ut.user_id)
   where ut.user_id = wanted and m.ended_at is null
$$;

create function private.audit_failed_sign_in() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform private.audit_user(new.user_id, 'sign-in', false, new.address);
  return null;
end
$$;

create trigger login_attempts_audit after insert on login_attempts
  for each row when (not new.succeeded and new.user_id is not null)
  execute function private.audit_failed_sign_in();

create function private.audit_password() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform private.audit_user(new.id, 'change-password', true, null);
  return null;
end
$$;

create trigger users_audit_password after update of password_hash on users
  for each row when (new.password_hash is distinct from old.password_hash)
  execute function private.audit_password();

reset role;
