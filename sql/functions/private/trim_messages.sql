-- private.trim_messages(tenant uuid, before timestamptz, most int) returns bigint: removes messages of a
-- tenant that are older and settled, the oldest first; also one that gets no acknowledgement and
-- needs none. This is no act of a person, and not audited.
create or replace function private.trim_messages(tenant uuid, before timestamptz, most int) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  removed bigint;
begin
  with old as (
    select m.id from agent_messages m
     where m.tenant_id = tenant and m.id < app.uuid_floor(before)
       and (m.status in ('acknowledged', 'failed', 'expired')
            or m.status = 'delivered' and not m.acknowledgement_required)
     order by m.id limit most
  )
  delete from agent_messages m using old where (m.tenant_id, m.id) = (tenant, old.id);
  get diagnostics removed = row_count;
  return removed;
end
$$;
