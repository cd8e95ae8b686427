-- api.agent_stats(agent uuid)
--   returns one row: executions, completed, failed (with timeouts) bigint, success_rate
--   numeric, mean_duration_ms, mean_tokens, mean_cost_micros, cost_micros bigint: of the
--   last seven days with today (UTC); before_success_rate numeric: of the seven before;
--   median_duration_ms, p95_duration_ms bigint (within a quarter): of the last seven; a rate, a
--   mean and a percentile of no run are null
create or replace function api.agent_stats(agent uuid)
returns table (executions bigint, completed bigint, failed bigint, success_rate numeric,
               mean_duration_ms bigint, mean_tokens bigint, mean_cost_micros bigint,
               cost_micros bigint, before_success_rate numeric,
               median_duration_ms bigint, p95_duration_ms bigint)
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
  ), bins as (
    select d.bin, sum(d.runs) as runs
      from (select r.bin, r.runs
              from agent_duration_rollups r
             where r.agent_id = agent and r.day >= app.days_ago(6)
            union all
            select c.bin, c.runs
              from app.duration_changes c
             where c.agent_id = agent and c.created_at >= app.days_ago(6)
               and c.xid >= (select f.watermark from fold_state f where f.only_row)) d
     group by d.bin
    having sum(d.runs) > 0
  ), spread as (
    select array_agg(b.bin order by b.bin) as bins, array_agg(b.runs order by b.bin) as runs
      from bins b
  )
  select s.executions::bigint, s.completed::bigint, s.failed::bigint,
         case when s.completed + s.failed > 0 then app.success_rate(s.completed, s.failed, 0) end,
         (s.duration_ms / nullif(s.timed, 0))::bigint,
         (s.tokens / nullif(s.executions, 0))::bigint,
         (s.cost_micros / nullif(s.executions, 0))::bigint,
         app.saturate(s.cost_micros),
         case when s.before_completed + s.before_failed > 0
              then app.success_rate(s.before_completed, s.before_failed, 0) end,
         app.duration_percentile(0.5, d.bins, d.runs), app.duration_percentile(0.95, d.bins, d.runs)
    from sums s cross join spread d
$$;

grant execute on function api.agent_stats(uuid) to muster_web;
