-- api.execution_steps: the steps of runs, in the order they are shown. Name the
-- execution, or every month is read.
create or replace view api.execution_steps with (security_invoker = true) as
select s.execution_id,
       s.node_id,
       s.iteration,
       s.attempt,
       s.position,
       s.name,
       s.kind,
       s.status,
       s.input,
       s.output,
       s.error,
       s.error_details,
       s.tool_calls,
       s.started_at as start_time,
       s.completed_at as end_time,
       app.duration_ms(s.started_at, s.completed_at) as duration_ms,
       s.tokens,
       s.cost_micros
  from execution_steps s;

grant select on api.execution_steps to muster_web;
