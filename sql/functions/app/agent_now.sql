-- app.agent_now(tenant uuid, agent uuid)
--   returns executions bigint, running bigint, last_execution_id uuid, last_finished text
--
-- An agent's totals at this moment: the folded row and the unfolded rest. One row,
-- always; one statement without side effects, so that it is inlined into its caller.
create or replace function app.agent_now(tenant uuid, agent uuid)
returns table (executions bigint, running bigint, last_execution_id uuid, last_finished text)
language sql stable as $$
  select (coalesce(t.executions, 0) + rest.executions)::bigint,
         (coalesce(t.running, 0) + rest.running)::bigint,
         greatest(t.last_execution_id, rest.last_id),
         coalesce(rest.last_finished, t.last_finished)
    from (select coalesce(sum(c.executions), 0) as executions,
                 coalesce(sum(c.running), 0) as running,
                 (array_agg(c.id order by c.id desc))[1] as last_id,
                 (array_agg(c.finished_as order by c.seq desc)
                    filter (where c.finished_as is not null))[1] as last_finished
            from app.change_counts c
           where c.tenant_id = tenant and c.agent_id = agent
             and c.xid >= (select f.watermark from fold_state f)) rest
    left join agent_totals t on t.tenant_id = tenant and t.agent_id = agent
$$;

grant execute on function app.agent_now(uuid, uuid) to muster_web;
