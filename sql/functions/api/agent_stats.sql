-- api.agent_stats(agent uuid)
--   returns one row: executions, completed, failed (with timeouts) bigint, success_rate
--   numeric, mean_duration_ms, mean_tokens, mean_cost_micros, cost_micros bigint: of the
--   last seven days with today (UTC); before_success_rate numeric: of the seven before;
--   a rate and a mean of no run are null
create or replace function api.agent_stats(agent uuid)
returns table (executions bigint, completed bigint, failed bigint, success_rate numeric,
               mean_duration_ms bigint, mean_tokens bigint, mean_cost_micros bigint,
               cost_micros bigint, before_success_rate numeric)
language sql stable as $$
  with counts as (
    select r.day >= app.days_ago(6) as is_recent, r.pending + r.running + r.paused + r.cancelled as other,
           r.completed, r.failed + r.timeout as failed, r.duration_ms, r.timed, r.tokens, r.cost_micros
      from agent_rollups r
     where r.agent_id = agent and r.day >= app.days_ago(13)
    union all
    select c.created_at >= app.days_ago(6), c.pending + c.running + c.paused + c.cancelled,
           c.completed, c.failed + c.timeout, c.duration_ms, c.timed, c.tokens, c.cost_micros
      from app.change_counts c
     where c.agent_id = agent and c.created_at >= app.days_ago(13)
       and c.xid >= (select f.watermark from fold_state f where f.only_row)
  ), sums as (
    select coalesce(sum(c.other + c.completed + c.failed) filter (where c.is_recent), 0) as executions,
           coalesce(sum(c.completed) filter (where c.is_recent), 0) as completed,
           coalesce(sum(c.failed) filter (where c.is_recent), 0) as failed,
           coalesce(sum(c.completed) filter (where not c.is_recent), 0) as before_completed,
           coalesce(sum(c.failed) filter (where not c.is_recent), 0) as before_failed,
           coalesce(sum(c.duration_ms) filter (where c.is_recent), 0) as duration_ms,
           coalesce(sum(c.timed) filter (where c.is_recent), 0) as timed,
           coalesce(sum(c.tokens) filter (where c.is_recent), 0) as tokens,
           coalesce(sum(c.cost_micros) filter (where c.is_recent), 0) as cost_micros
      from counts c
  )
  select s.executions::bigint, s.completed::bigint, s.failed::bigint,
         case when s.completed + s.failed > 0 then app.success_rate(s.completed, s.failed, 0) end,
         (s.duration_ms / nullif(s.timed, 0))::bigint,
         (s.tokens / nullif(s.executions, 0))::bigint,
         (s.cost_micros / nullif(s.executions, 0))::bigint,
         app.saturate(s.cost_micros),
         case when s.before_completed + s.before_failed > 0
              then app.success_rate(s.before_completed, s.before_failed, 0) end
    from sums s
$$;

grant execute on function api.agent_stats(uuid) to muster_web;
