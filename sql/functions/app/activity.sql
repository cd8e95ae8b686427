-- app.activity(status text, heartbeat_interval_s int, heartbeat_at timestamptz,
--              running bigint, last_finished text, offline_after_s int) returns text
--
-- busy    a run of it is running
-- offline it is active and its heartbeat is late: three intervals, else offline_after_s; one
--         that never sent a heartbeat is never offline
-- error   it is active and its last run failed or timed out
-- idle    else
create or replace function app.activity(status text, heartbeat_interval_s int,
                                        heartbeat_at timestamptz, running bigint,
                                        last_finished text, offline_after_s int)
returns text
language sql stable as $$
  select case
    when running > 0 then 'busy'
    when status <> 'active' then 'idle'
    when heartbeat_at < now() - coalesce(heartbeat_interval_s * 3, offline_after_s)
                                * interval '1 second'
      then 'offline'
    when last_finished in ('failed', 'timeout') then 'error'
    else 'idle'
  end
$$;

grant execute on function app.activity(text, int, timestamptz, bigint, text, int) to muster_web;
