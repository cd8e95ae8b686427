-- api.executions: the executions of the tenant. created_at is the time in the id: filter
-- by bounds of id (app.uuid_floor), which prune, never by created_at.
--
-- A page reads its own rows only (in the order of id) where a filter names one status, one
-- agent, one workflow: status = $1. With status = any ($1) no index has that order; for
-- several values merge a page of each:
--   select e.* from unnest($1::text[]) w (status) cross join lateral
--     (select … from api.executions x where x.status = w.status order by x.id desc limit 26) e
--   order by e.id desc limit 26
create or replace view api.executions with (security_invoker = true) as
select e.id,
       e.agent_id,
       (select a.name from agents a
         where (a.tenant_id, a.id) = (e.tenant_id, e.agent_id)) as agent_name,
       e.workflow_id,
       e.status,
       e.trigger,
       e.title,
       e.input,
       e.output,
       e.error,
       e.error_details,
       e.trigger_data,
       e.path,
       coalesce(e.started_at, case when e.status = 'running' then e.updated_at end) as start_time,
       coalesce(e.completed_at,
                case when e.status in ('completed', 'failed', 'cancelled', 'timeout')
                     then e.updated_at end) as end_time,
       app.duration_ms(e.started_at, e.completed_at) as duration_ms,
       e.tokens,
       e.cost_micros,
       e.retry_of,
       e.parent_id,
       e.created_by as created_by_id,
       u.name as created_by_name,
       u.email as created_by_email,
       e.version,
       app.uuid_time(e.id) as created_at,
       e.updated_at,
       case when e.workflow_id is not null then
         (select w.name from workflows w
           where (w.tenant_id, w.id) = (e.tenant_id, e.workflow_id)) end as workflow_name
  from executions e
  left join users u on u.id = e.created_by;

grant select on api.executions to muster_web;
