-- api.make_import(file_name text, file_size bigint, files int, dry_run boolean,
--                 project uuid, session_hash bytea)
--   returns one row: id uuid, has_session boolean; no row where four imports of the tenant
--   are under way
--
-- has_session: session_hash is that of a session of the import's own (see
-- private.add_job_session); else the credential that asks is one that stays bound to its
-- tenant.
create or replace function api.make_import(file_name text, file_size bigint, files int,
                                           dry_run boolean, project uuid, session_hash bytea)
returns table (id uuid, has_session boolean)
language sql as $$
  with made as (
    insert into import_jobs as j (file_name, file_size, total, dry_run, project_id)
    select make_import.file_name, make_import.file_size, files, make_import.dry_run, project
     where 4 > (select count(*) from import_jobs r
                 where r.tenant_id = auth.tenant() and r.status in ('pending', 'running')
                   and r.heartbeat_at > now() - interval '1 minute')
    returning j.id
  )
  select m.id, private.add_job_session(session_hash) from made m
$$;

grant execute on function api.make_import(text, bigint, int, boolean, uuid, bytea) to muster_web;
