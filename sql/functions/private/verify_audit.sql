-- private.verify_audit(tenant uuid)
--   returns one row: seals, entries, unsealed bigint, broken bigint, reason text
--
-- Computes every seal of a tenant anew. broken is the number of the first seal that is not
-- what it was, reason says why; both null if the chain is whole. For muster audit verify.
create or replace function private.verify_audit(tenant uuid)
returns table (seals bigint, entries bigint, unsealed bigint, broken bigint, reason text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  with sealed as (
    select l.seal as number, count(*) as entries,
           string_agg(app.audit_digest(l), '' order by l.id) as digests
      from audit_log l where l.tenant_id = tenant and l.seal is not null
     group by l.seal
  ), chain as (
    select s.*, lag(s.digest) over (order by s.number) as previous,
           row_number() over (order by s.number) as place
      from audit_seals s where s.tenant_id = tenant
  ), checked as (
    select number,
           case when c.digest is null then 'its seal is not there'
                when c.place <> number then 'a seal before it is missing'
                when e.entries is distinct from c.entries
                  then format('%s of its %s entries are there', coalesce(e.entries, 0), c.entries)
                when c.digest <> app.seal_digest(c.previous, number, e.digests)
                  then 'an entry or the seal was changed' end as reason
      from chain c full join sealed e using (number)
  ), first_broken as (
    select c.number, c.reason from checked c where c.reason is not null order by c.number limit 1
  )
  select (select count(*) from chain), (select coalesce(sum(e.entries), 0)::bigint from sealed e),
         (select count(*) from audit_log l where l.tenant_id = tenant and l.seal is null),
         b.number, b.reason
    from (select) one left join first_broken b on true
$$;
