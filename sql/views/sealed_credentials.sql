-- api.sealed_credentials: what it takes to open a credential, for those who work with it: the
-- sealed value and the wrapped data key of its tenant (seal_open_with in fcgi-app/base/seal.h).
create or replace view api.sealed_credentials with (security_invoker = true) as
select c.id,
       c.tenant_id,
       c.type,
       c.provider,
       c.active and coalesce(c.expires_at > now(), true) as is_usable,
       c.created_by,
       c.sealed,
       k.id as key_id,
       k.master_id,
       k.wrapped
  from credentials c
  join data_keys k on k.tenant_id = c.tenant_id and k.id = c.key_id;

grant select on api.sealed_credentials to muster_work;
