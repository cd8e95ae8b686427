-- private.maintain_messages() returns bigint: how many deliveries of messages were ended, because
-- their time was over or they were not acknowledged, and how many messages were removed for
-- their age; -1 when another is at it. A tenant keeps settled ones as long as its executions,
-- see maintain_metrics; at most 20,000 of each go in a call. For muster maintain, as the owner.
create or replace function private.maintain_messages() returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set lock_timeout = '2s' as $$
declare
  ended bigint;
  lapsed bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('muster messages')) then
    return -1;
  end if;
  with late as (
    select d.tenant_id, d.message_id, d.agent_id
      from tenants t
     cross join lateral (
       select d.tenant_id, d.message_id, d.agent_id from agent_deliveries d
        where d.tenant_id = t.id and d.status = 'pending' and d.expires_at <= now()
        order by d.expires_at limit 20000
          for update skip locked) d
  )
  update agent_deliveries d
     set status = 'expired'
    from late l
   where (d.tenant_id, d.message_id, d.agent_id) = (l.tenant_id, l.message_id, l.agent_id);
  get diagnostics ended = row_count;
  with late as (
    select d.tenant_id, d.message_id, d.agent_id, d.max_attempts
      from tenants t
     cross join lateral (
       select d.tenant_id, d.message_id, d.agent_id, m.max_attempts
         from agent_deliveries d
         join agent_messages m on (m.tenant_id, m.id) = (d.tenant_id, d.message_id)
        where d.tenant_id = t.id and d.status = 'delivered' and d.held_until <= now()
        limit 20000
          for update of d skip locked) d
  )
  update agent_deliveries d
     set status = app.lapsed_status(d.attempts, l.max_attempts, d.expires_at), held_until = null
    from late l
   where (d.tenant_id, d.message_id, d.agent_id) = (l.tenant_id, l.message_id, l.agent_id);
  get diagnostics lapsed = row_count;
  return ended + lapsed
         + (select coalesce(sum(private.trim_messages(t.id, app.days_ago(t.days), 20000)), 0)
              from (select t.id, coalesce(app.retention_days(t.settings ->> 'retention_days'),
                                          (select app.retention_days(s.value) from settings s
                                            where s.name = 'retention_days')) as days
                      from tenants t) t
             where t.days is not null);
end
$$;
