-- private.fold_agent_totals(since xid8, upto xid8): the range into agent_totals.
--
-- Failures in a row begin anew after the newest success in the range; without one they
-- are added to those before.
create or replace function private.fold_agent_totals(since xid8, upto xid8) returns void
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  insert into agent_totals as t (tenant_id, agent_id, executions, running, last_execution_id,
                                 last_finished, failures_in_row)
  select s.tenant_id, s.agent_id, coalesce(o.executions, 0) + s.executions,
         coalesce(o.running, 0) + s.running,
         greatest(o.last_execution_id, s.last_id),
         coalesce(s.finished[1], o.last_finished),
         coalesce(array_position(s.finished, 'completed') - 1,
                  coalesce(cardinality(s.finished), 0) + coalesce(o.failures_in_row, 0))
    from (select c.tenant_id, c.agent_id, sum(c.executions) as executions,
                 sum(c.running) as running,
                 (array_agg(c.id order by c.id desc))[1] as last_id,
                 array_agg(c.finished_as order by c.seq desc)
                   filter (where c.finished_as is not null) as finished
            from tenants t
            join app.change_counts c on c.tenant_id = t.id and c.xid >= since and c.xid < upto
           where c.agent_id is not null
           group by c.tenant_id, c.agent_id) s
    left join agent_totals o on (o.tenant_id, o.agent_id) = (s.tenant_id, s.agent_id)
  on conflict (tenant_id, agent_id) do update set
    executions = excluded.executions,
    running = excluded.running,
    last_execution_id = excluded.last_execution_id,
    last_finished = excluded.last_finished,
    failures_in_row = excluded.failures_in_row
$$;
