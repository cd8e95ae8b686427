-- api.dashboard_executions()
--   returns one row:
--     total_executions, pending, running, paused, completed, failed, cancelled, timeout
--     bigint, success_rate numeric (percent): all there ever were, now
--     recent_executions, recent_completed, recent_failed (with timeouts), recent_tokens,
--     recent_cost_micros, mean_duration_ms bigint, recent_success_rate numeric: created in
--     the last 24 hours, to five minutes
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
               before_cost_micros bigint, oldest_pending_at timestamptz)
language sql stable as $$
  select total.executions, total.pending, total.running, total.paused, total.completed,
         total.failed, total.cancelled, total.timeout,
         app.success_rate(total.completed, total.failed, total.timeout),
         recent.executions, recent.completed, recent.failed + recent.timeout, recent.tokens,
         recent.cost_micros, recent.duration_ms / nullif(recent.timed, 0),
         app.success_rate(recent.completed, recent.failed, recent.timeout),
         before.failed, before.cost_micros,
         (select app.uuid_time(e.id) from executions e
           where e.status = 'pending' order by e.id limit 1)
    from (select coalesce(sum(c.pending + c.running + c.paused + c.completed + c.failed
                              + c.cancelled + c.timeout), 0)::bigint as executions,
                 coalesce(sum(c.pending), 0)::bigint as pending,
                 coalesce(sum(c.running), 0)::bigint as running,
                 coalesce(sum(c.paused), 0)::bigint as paused,
                 coalesce(sum(c.completed), 0)::bigint as completed,
                 coalesce(sum(c.failed), 0)::bigint as failed,
                 coalesce(sum(c.cancelled), 0)::bigint as cancelled,
                 coalesce(sum(c.timeout), 0)::bigint as timeout
            from app.total_counts() c) total
   cross join (
          select coalesce(sum(c.pending + c.running + c.paused + c.completed + c.failed
                              + c.cancelled + c.timeout), 0)::bigint as executions,
                 coalesce(sum(c.completed), 0)::bigint as completed,
                 coalesce(sum(c.failed), 0)::bigint as failed,
                 coalesce(sum(c.timeout), 0)::bigint as timeout,
                 coalesce(sum(c.tokens), 0)::bigint as tokens,
                 coalesce(sum(c.cost_micros), 0)::bigint as cost_micros,
                 coalesce(sum(c.duration_ms), 0)::bigint as duration_ms,
                 coalesce(sum(c.timed), 0)::bigint as timed
            from app.recent_counts(app.five_minutes(now() - interval '24 hours'), 'infinity') c) recent
   cross join (
          select coalesce(sum(c.failed + c.timeout), 0)::bigint as failed,
                 coalesce(sum(c.cost_micros), 0)::bigint as cost_micros
            from app.recent_counts(app.five_minutes(now() - interval '48 hours'),
                                   app.five_minutes(now() - interval '24 hours')) c) before
$$;

grant execute on function api.dashboard_executions() to muster_web;
