-- api.llm_keys: the LLM keys of the user who asks, as the builder knows them; of a key that
-- nobody has made, those that nobody has made. Uses are not counted yet.
create or replace view api.llm_keys with (security_invoker = true) as
select c.id,
       c.provider,
       concat(coalesce(c.metadata ->> 'prefix', ''), '…', c.last4) as key_prefix,
       c.name as label,
       c.active as is_active,
       c.last_used_at,
       0::bigint as usage_count,
       c.created_at,
       c.updated_at,
       c.version
  from credentials c
 where c.type = 'llm-key' and c.created_by is not distinct from (select auth.user_id());

grant select on api.llm_keys to muster_web;
