-- app.audit_digest(entry audit_log) returns bytea: SHA-256 (FIPS 180-4) of everything that an
-- entry says; members of objects count in jsonb's order, the time in microseconds.
create or replace function app.audit_digest(entry audit_log) returns bytea
language sql stable as $$
  select sha256(convert_to(jsonb_build_array(
           entry.tenant_id, entry.id, (extract(epoch from entry.at) * 1000000)::bigint,
           entry.actor, entry.credential, entry.action, entry.noun, entry.row_id, entry.success,
           entry.before, entry.after, host(entry.address), entry.request_id)::text, 'UTF8'))
$$;
