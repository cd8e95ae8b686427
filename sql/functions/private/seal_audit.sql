-- private.seal_audit(tenant uuid) returns bigint: seals the oldest entries of a tenant that are
-- not yet, at most 10,000, and tells how many. One at a time: the caller holds the lock.
create or replace function private.seal_audit(tenant uuid) returns bigint
language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  with head as (
    select coalesce(max(s.number), 0) as number,
           (array_agg(s.digest order by s.number desc))[1] as digest
      from (select s.number, s.digest from audit_seals s
             where s.tenant_id = tenant order by s.number desc limit 1) s
  ), batch as (
    select l.id from audit_log l
     where l.tenant_id = tenant and l.seal is null order by l.at limit 10000
  ), sealed as (
    update audit_log l set seal = head.number + 1
      from head, batch
     where l.tenant_id = tenant and l.id = batch.id
    returning l.id, app.audit_digest(l) as digest
  ), made as (
    insert into audit_seals (tenant_id, number, entries, digest)
    select tenant, head.number + 1, count(*),
           app.seal_digest(head.digest, head.number + 1, string_agg(s.digest, '' order by s.id))
      from sealed s cross join head
     group by head.number, head.digest
    returning entries
  )
  select coalesce((select m.entries from made m), 0)
$$;
