-- private.add_job_session(session_hash bytea) returns boolean: whether there is a session now,
-- for a job that the session which asks has ordered: of the same user, in its present tenant.
-- The job goes on when the user signs out or goes to another tenant, and ends it; where it was
-- killed, the session ends after a day, and nobody has its token. False where a key asks.
create or replace function private.add_job_session(session_hash bytea) returns boolean
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  with made as (
    insert into sessions (user_id, tenant_id, token_hash, address, user_agent, expires_at)
    select s.user_id, s.tenant_id, session_hash, s.address, 'Muster (an import)',
           now() + interval '1 day'
      from sessions s
     where s.id = auth.credential() and s.user_id = auth.user_id()
       and s.tenant_id = auth.tenant()
    returning id
  )
  select exists (select from made)
$$;

grant execute on function private.add_job_session(bytea) to muster_web;
