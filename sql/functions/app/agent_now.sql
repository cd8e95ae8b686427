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
         case when rest.last_execution_id > t.last_execution_id is not false
              then rest.last_execution_id else t.last_execution_id end,
         coalesce(rest.last_finished, t.last_finished)
    from (select coalesce(sum(e.n), 0) as executions,
                 coalesce(sum(e.n) filter (where e.status = 'running'), 0) as running,
                 (array_agg(e.id order by e.id desc))[1] as last_execution_id,
                 (array_agg(e.status order by e.seq desc) filter (where e.finishes))[1] as last_finished
            from app.change_entries e
           where e.tenant_id = tenant and e.agent_id = agent
             and e.xid >= (select f.watermark from fold_state f)) rest
    left join agent_totals t on t.tenant_id = tenant and t.agent_id = agent
$$;

grant execute on function app.agent_now(uuid, uuid) to muster_web;
