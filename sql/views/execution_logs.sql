-- api.execution_logs: what runs said. Name the execution, or every month is read.
create or replace view api.execution_logs with (security_invoker = true) as
select l.execution_id,
       l.id,
       l.at as timestamp,
       l.level,
       l.message,
       l.context,
       l.node_id
  from execution_logs l;

grant select on api.execution_logs to muster_web;
