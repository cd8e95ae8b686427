-- api.sealed_values: every value that is sealed, with the table and the row that it is bound to and
-- the wrapped data key of its tenant: for muster keys check, which opens all of them.
create or replace view api.sealed_values with (security_invoker = true) as
select v.tenant_id, v.kept_in, v.row_name, v.sealed, k.id as key_id, k.master_id, k.wrapped
  from (
    select c.tenant_id, 'credentials' as kept_in, c.id::text as row_name, c.key_id, c.sealed
      from credentials c where c.sealed is not null
     union all
    select h.tenant_id, 'mcp_headers', h.server_id || '/' || h.name, h.key_id, h.sealed
      from mcp_headers h
  ) v
  join data_keys k on k.tenant_id = v.tenant_id and k.id = v.key_id;
