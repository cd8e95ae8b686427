-- api.idem_begin(key text, fingerprint text, kind text, resource uuid) returns void
--
-- Claims a key for the resource that the unit is about to make. Raises where the key is
-- known, so that nothing behind it runs; one that is just being claimed is waited for.
--   MU200 the same request before: the message is the id of its resource, the detail its kind
--   MU422 another request before
-- A key counts for 24 hours.
create or replace function api.idem_begin(key text, fingerprint text, kind text, resource uuid)
returns void
language plpgsql as $$
#variable_conflict use_variable
declare
  known idempotency_keys;
begin
  insert into idempotency_keys as k (key, fingerprint, kind, resource_id)
  values (key, fingerprint, kind, resource)
  on conflict on constraint idempotency_keys_pkey do update
    set fingerprint = excluded.fingerprint, kind = excluded.kind,
        resource_id = excluded.resource_id, created_at = now()
    where k.created_at <= now() - interval '24 hours';
  if found then
    return;
  end if;

  select k.* into known from idempotency_keys k
   where k.tenant_id = auth.tenant() and k.key = idem_begin.key;
  if known.fingerprint = fingerprint then
    raise exception using errcode = 'MU200', message = known.resource_id::text, detail = known.kind;
  end if;
  raise exception using errcode = 'MU422',
    message = format('key ''%s'' was used for another request', key);
end
$$;

grant execute on function api.idem_begin(text, text, text, uuid) to muster_web;
