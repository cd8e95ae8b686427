-- private.verify_audit_heads(heads text)
--   returns head text, is_broken boolean, reason text
--
-- Recorded heads, a line each ("TIME TENANT NUMBER DIGEST"), that the database does not have
-- any more. That of a tenant who is gone is told, but is no break.
create or replace function private.verify_audit_heads(heads text)
returns table (head text, is_broken boolean, reason text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  with lines as (
    select h.head, h.head ~ '^\S+ [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} [1-9][0-9]{0,17} [0-9a-f]{64}$' as is_head
      from regexp_split_to_table(heads, '\n') h (head) where h.head <> ''
  ), recorded as (
    select l.head, case when l.is_head then split_part(l.head, ' ', 2)::uuid end as tenant_id,
           case when l.is_head then split_part(l.head, ' ', 3)::bigint end as number,
           case when l.is_head then decode(split_part(l.head, ' ', 4), 'hex') end as digest
      from lines l
  )
  select r.head, r.tenant_id is null or t.id is not null,
         case when r.tenant_id is null then 'this line is no head'
              when t.id is null then 'its tenant is gone'
              when s.number is null then 'the chain does not reach it: an older backup, or cut'
              else 'the chain has another seal in its place' end
    from recorded r
    left join tenants t on t.id = r.tenant_id
    left join audit_seals s on (s.tenant_id, s.number) = (r.tenant_id, r.number)
   where s.digest is distinct from r.digest or r.tenant_id is null
$$;
