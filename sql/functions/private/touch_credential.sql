-- private.touch_credential(kind text, owner uuid, tenant uuid, wanted uuid): last use is
-- now. Called by auth.begin at most once a minute for a credential; guarded by the old
-- value, and a row that is locked is being moved by somebody else.
create or replace function private.touch_credential(kind text, owner uuid, tenant uuid, wanted uuid)
returns void
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if kind = 'session' then
    update sessions set last_used_at = now()
     where (user_id, id) in (select user_id, id from sessions
                              where user_id = owner and id = wanted
                                and last_used_at <= now() - interval '1 minute'
                                for update skip locked);
  else
    update api_keys set last_used_at = now()
     where (tenant_id, id) in (select tenant_id, id from api_keys
                                where tenant_id = tenant and id = wanted
                                  and (last_used_at <= now() - interval '1 minute') is not false
                                  for update skip locked);
  end if;
end
$$;
