-- api.dashboard_executions()
--   returns one row:
--     total_executions, pending, running, paused, completed, failed, cancelled, timeout
--     bigint, success_rate numeric (percent): all there ever were, now
--     recent_executions, recent_completed, recent_failed (with timeouts), recent_tokens,
--     recent_cost_micros, mean_duration_ms bigint, recent_success_rate numeric: created in
--     the last 24 hours, to five minutes
--     median_duration_ms, p95_duration_ms bigint: of the same runs, within a quarter
--     before_failed bigint, before_cost_micros bigint: in the 24 hours before those
--     oldest_pending_at timestamptz: creation of the run that waits longest, or null
--
-- Costs the same whatever the number of executions.
create or replace function api.dashboard_executions()
returns table (total_executions bigint, pending bigint, running bigint, paused bigint,
               completed bigint, failed bigint, cancelled bigint, timeout bigint,
               success_rate numeric, recent_executions bigint, recent_completed bigint,
               recent_failed bigint, recent_tokens bigint, recent_cost_micros bigint,
               mean_duration_ms bigint, recent_success_rate numeric, before_failed bigint,
               before_cost_micros bigint, oldest_pending_at timestamptz,
               median_duration_ms bigint, p95_duration_ms bigint)
language sql stable as $$
  select s.pending + s.running + s.paused + s.completed + s.failed + s.cancelled + s.timeout,
         s.pending, s.running, s.paused, s.completed, s.failed, s.cancelled, s.timeout,
         app.success_rate(s.completed, s.failed, s.timeout),
         s.recent_completed + s.recent_failed + s.recent_other, s.recent_completed,
         s.recent_failed, s.recent_tokens, s.recent_cost_micros,
         s.recent_duration_ms / nullif(s.recent_timed, 0),
         app.success_rate(s.recent_completed, s.recent_failed, 0),
         s.before_failed, s.before_cost_micros,
         case when s.pending > 0 then
           (select app.uuid_time(e.id) from executions e
             where e.status = 'pending' order by e.id limit 1)
         end,
         app.duration_percentile(0.5, d.bins, d.runs), app.duration_percentile(0.95, d.bins, d.runs)
    from (select coalesce(sum(c.pending) filter (where c.is_total), 0)::bigint as pending,
                 coalesce(sum(c.running) filter (where c.is_total), 0)::bigint as running,
                 coalesce(sum(c.paused) filter (where c.is_total), 0)::bigint as paused,
                 coalesce(sum(c.completed) filter (where c.is_total), 0)::bigint as completed,
                 coalesce(sum(c.failed) filter (where c.is_total), 0)::bigint as failed,
                 coalesce(sum(c.cancelled) filter (where c.is_total), 0)::bigint as cancelled,
                 coalesce(sum(c.timeout) filter (where c.is_total), 0)::bigint as timeout,
                 coalesce(sum(c.completed) filter (where c.is_recent), 0)::bigint as recent_completed,
                 coalesce(sum(c.failed + c.timeout) filter (where c.is_recent), 0)::bigint as recent_failed,
                 coalesce(sum(c.pending + c.running + c.paused + c.cancelled)
                            filter (where c.is_recent), 0)::bigint as recent_other,
                 app.saturate(coalesce(sum(c.tokens) filter (where c.is_recent), 0)) as recent_tokens,
                 app.saturate(coalesce(sum(c.cost_micros) filter (where c.is_recent), 0)) as recent_cost_micros,
                 app.saturate(coalesce(sum(c.duration_ms) filter (where c.is_recent), 0)) as recent_duration_ms,
                 coalesce(sum(c.timed) filter (where c.is_recent), 0)::bigint as recent_timed,
                 coalesce(sum(c.failed + c.timeout) filter (where c.is_before), 0)::bigint as before_failed,
                 app.saturate(coalesce(sum(c.cost_micros) filter (where c.is_before), 0)) as before_cost_micros
            -- offset 0: which day a row is of is found out once, not in every sum
            from (select c.* from app.day_counts() c offset 0) c) s
   cross join (select array_agg(d.bin) as bins, array_agg(d.runs) as runs
                 from app.day_durations() d) d
$$;

grant execute on function api.dashboard_executions() to muster_web;
