-- app.activity(status text, heartbeat_interval_s int, heartbeat_at timestamptz,
--              running bigint, last_finished text) returns text
--
-- busy    a run of it is running
-- offline it is active and its heartbeat is late: three intervals, else 300 s; one that
--         never sent a heartbeat is never offline
-- error   it is active and its last run failed or timed out
-- idle    else
create or replace function app.activity(status text, heartbeat_interval_s int,
                                        heartbeat_at timestamptz, running bigint,
                                        last_finished text)
returns text
language sql stable as $$
  select case
    when running > 0 then 'busy'
    when status <> 'active' then 'idle'
    when heartbeat_at < now() - coalesce(heartbeat_interval_s * 3, 300) * interval '1 second'
      then 'offline'
    when last_finished in ('failed', 'timeout') then 'error'
    else 'idle'
  end
$$;

grant execute on function app.activity(text, int, timestamptz, bigint, text) to muster_web;
