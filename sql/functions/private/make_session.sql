-- private.make_session(wanted_user uuid, session_hash bytea, address inet,
--                      user_agent text, out session_id uuid, out tenant_id uuid)
--
-- A session in the tenant that the user used last, else joined first; nulls when no
-- membership is live.
create or replace function private.make_session(wanted_user uuid, session_hash bytea, address inet,
                                                user_agent text, out session_id uuid,
                                                out tenant_id uuid)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  select m.tenant_id into make_session.tenant_id
    from user_tenants ut
    join memberships m on m.tenant_id = ut.tenant_id and m.user_id = ut.user_id
    join tenants t on t.id = m.tenant_id and t.active
   where ut.user_id = wanted_user and m.ended_at is null
   order by ut.last_used_at desc nulls last, m.created_at, m.tenant_id
   limit 1;
  if make_session.tenant_id is null then
    return;
  end if;

  insert into sessions as s (user_id, tenant_id, token_hash, address, user_agent)
  values (wanted_user, make_session.tenant_id, session_hash, make_session.address,
          left(make_session.user_agent, 500))
  returning s.id into session_id;
  update user_tenants ut set last_used_at = now()
   where ut.user_id = wanted_user and ut.tenant_id = make_session.tenant_id;
end
$$;
