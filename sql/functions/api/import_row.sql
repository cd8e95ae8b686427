-- api.import_row(tenant uuid, source text, kind text, old_id text, made_at timestamptz,
--                content jsonb)
--   returns one row: id uuid, outcome text (created, updated, unchanged)
--
-- The id of what a store calls old_id, the same each time it is asked: of the time it was
-- made, or of now where that is unknown. unchanged: the same content came last time, and
-- nothing is to be written. Two imports of the same row wait for each other here.
create or replace function api.import_row(tenant uuid, source text, kind text, old_id text,
                                          made_at timestamptz, content jsonb)
returns table (id uuid, outcome text)
language plpgsql as $$
declare
  digest constant bytea := sha256(convert_to(content::text, 'UTF8'));
  wanted constant uuid := app.uuid_at(coalesce(made_at, now()), concat_ws(' ', tenant, source, kind, old_id));
  known import_ids;
begin
  insert into import_ids as i (tenant_id, source, kind, old_id, id, fingerprint)
  values (tenant, import_row.source, import_row.kind, import_row.old_id, wanted, digest)
  on conflict on constraint import_ids_pkey do nothing
  returning i.* into known;
  if found then
    return query select known.id, 'created';
    return;
  end if;

  select i.* into known from import_ids i
   where (i.tenant_id, i.source, i.kind, i.old_id)
         = (tenant, import_row.source, import_row.kind, import_row.old_id)
     for update;
  if known.fingerprint = digest then
    return query select known.id, 'unchanged';
    return;
  end if;
  update import_ids i set fingerprint = digest, imported_at = now()
   where (i.tenant_id, i.source, i.kind, i.old_id)
         = (known.tenant_id, known.source, known.kind, known.old_id);
  return query select known.id, 'updated';
end
$$;

grant execute on function app.uuid_at(timestamptz, text) to muster_web;
grant execute on function api.import_row(uuid, text, text, text, timestamptz, jsonb) to muster_web;
