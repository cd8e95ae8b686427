-- app.agent_now(tenant uuid, agent uuid)
--   returns executions bigint, running bigint, last_execution_id uuid, last_finished text
--
-- An agent's totals at this moment: the folded row and the unfolded rest. Inlined into its
-- caller; an aggregate without groups is one row, so that a left join to it costs nothing
-- where its columns are not read.
create or replace function app.agent_now(tenant uuid, agent uuid)
returns table (executions bigint, running bigint, last_execution_id uuid, last_finished text)
language sql stable as $$
  select coalesce(sum(x.executions), 0)::bigint,
         coalesce(sum(x.running), 0)::bigint,
         (array_agg(x.id order by x.id desc))[1],
         (array_agg(x.finished order by x.seq desc) filter (where x.finished is not null))[1]
    from (select t.executions, t.running, t.last_execution_id, t.last_finished, 0::bigint
            from agent_totals t
           where t.tenant_id = tenant and t.agent_id = agent
          union all
          select c.executions, c.running, c.id, c.finished_as, c.seq
            from app.change_counts c
           where c.tenant_id = tenant and c.agent_id = agent
             and c.xid >= (select f.watermark from fold_state f where f.only_row)
         ) x (executions, running, id, finished, seq)
$$;

grant execute on function app.agent_now(uuid, uuid) to muster_web;
