-- api.settle_message(wanted uuid, receiver uuid, outcome text, why text)
--   returns one row, always: found boolean, changed boolean, status text
--
-- What became of a message that was delivered: acknowledge, fail, or retry, which gives it
-- back while attempts are left. receiver says to whom it was delivered; it may be null where
-- it is for one agent. Also one that was not acknowledged in time is settled by who had it.
create or replace function api.settle_message(wanted uuid, receiver uuid, outcome text, why text)
returns table (found boolean, changed boolean, status text)
language plpgsql as $$
#variable_conflict use_column
begin
  if receiver is null and exists (select from agent_messages m where m.id = wanted and m.recipient_id is null) then
    raise exception using errcode = 'MU422', detail = '/agentId',
      message = 'is required of a message to all agents';
  end if;
  return query
    with t as (
      select d.tenant_id, d.message_id, d.agent_id, d.status, d.attempts, m.max_attempts
        from agent_messages m
        join agent_deliveries d on (d.tenant_id, d.message_id) = (m.tenant_id, m.id)
       where m.id = wanted and d.agent_id = coalesce(receiver, m.recipient_id)
         for no key update of d
    ), u as (
      update agent_deliveries d
         set status = case outcome when 'acknowledge' then 'acknowledged'
                                   when 'retry' then app.lapsed_status(d.attempts, t.max_attempts, d.expires_at)
                                   else 'failed' end,
             acknowledged_at = case outcome when 'acknowledge' then now() end,
             held_until = null, error = coalesce(why, d.error)
        from t
       where (d.tenant_id, d.message_id, d.agent_id) = (t.tenant_id, t.message_id, t.agent_id)
         and t.attempts > 0 and t.status in ('pending', 'delivered')
      returning d.status
    )
    select t.message_id is not null, u.status is not null, coalesce(u.status, t.status)
      from (values (1)) one left join t on true left join u on true;
end
$$;

grant execute on function api.settle_message(uuid, uuid, text, text) to muster_web;
