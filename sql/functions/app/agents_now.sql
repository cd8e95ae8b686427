-- app.agents_now()
--   returns id uuid, name text, status text, activity text, heartbeat_at timestamptz,
--   last_execution_id uuid, last_finished text, failures_in_row bigint
--
-- Every agent of the tenant at this moment, read in one pass over the agents, their
-- totals and the unfolded rest; executions are not touched. Inlined into its caller.
create or replace function app.agents_now()
returns table (id uuid, name text, status text, activity text, heartbeat_at timestamptz,
               last_execution_id uuid, last_finished text, failures_in_row bigint)
language sql stable as $$
  select a.id, a.name, a.status,
         app.activity(a.status, a.heartbeat_interval_s, h.heartbeat_at,
                      (coalesce(t.running, 0) + coalesce(rest.running, 0))::bigint,
                      coalesce(rest.finished[1], t.last_finished),
                      (select app.offline_after_s())),
         h.heartbeat_at,
         greatest(t.last_execution_id, rest.last_id),
         coalesce(rest.finished[1], t.last_finished),
         coalesce(array_position(rest.finished, 'completed') - 1,
                  coalesce(cardinality(rest.finished), 0) + coalesce(t.failures_in_row, 0))
    from agents a
    left join agent_totals t on (t.tenant_id, t.agent_id) = (a.tenant_id, a.id)
    left join agent_activity h on (h.tenant_id, h.agent_id) = (a.tenant_id, a.id)
    left join (select c.agent_id, sum(c.running) as running,
                      (array_agg(c.id order by c.id desc))[1] as last_id,
                      array_agg(c.finished_as order by c.seq desc)
                        filter (where c.finished_as is not null) as finished
                 from app.change_counts c
                where c.xid >= (select f.watermark from fold_state f where f.only_row)
                group by c.agent_id) rest on rest.agent_id = a.id
   where a.deleted_at is null
$$;

grant execute on function app.agents_now() to muster_web;
