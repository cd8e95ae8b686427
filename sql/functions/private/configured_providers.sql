-- private.configured_providers() returns text[]: the providers for which who asks has a
-- value to work with: a credential of the tenant, where it is an LLM key one of their own.
-- No more is told of credentials, which are for operators to see.
create or replace function private.configured_providers() returns text[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(distinct c.provider), '{}')
    from credentials c
   where c.tenant_id = auth.tenant()
     and c.provider = any (array['anthropic', 'groq', 'openai', 'firecrawl', 'arcade'])
     and c.active and c.configured
     and (c.expires_at is null or c.expires_at > now())
     and (c.type <> 'llm-key' or c.created_by is not distinct from auth.user_id())
$$;

grant execute on function private.configured_providers() to muster_web;
