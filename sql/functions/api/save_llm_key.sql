-- api.save_llm_key(wanted uuid, provider text, label text, is_active boolean, prefix text,
--                  sealed bytea)
-- The LLM key of that id: a new one, or another value of the one that there is (its label
-- stays if none is given). The value is sealed for the id, so the caller has found or made
-- that before.
create or replace function api.save_llm_key(wanted uuid, provider text, label text, is_active boolean,
                                            prefix text, sealed bytea)
returns void
language sql as $$
  insert into credentials as c (id, name, type, provider, metadata, active, sealed)
  values (wanted, coalesce(nullif(btrim(label), ''), save_llm_key.provider), 'llm-key',
          save_llm_key.provider, jsonb_build_object('prefix', prefix), is_active,
          save_llm_key.sealed)
      on conflict (tenant_id, id) do update
     set name = coalesce(nullif(btrim(label), ''), c.name),
         metadata = jsonb_set(c.metadata, '{prefix}', to_jsonb(prefix)),
         active = is_active,
         sealed = save_llm_key.sealed,
         version = c.version + 1
$$;

grant execute on function api.save_llm_key(uuid, text, text, boolean, text, bytea) to muster_web;
