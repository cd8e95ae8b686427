-- app.check_invitations() returns void: MU429 where the tenant made or renewed 100 invitations
-- in the last hour, so that nobody floods strangers with mail.
create or replace function app.check_invitations() returns void
language plpgsql as $$
begin
  if (select count(*) from invitations i where i.updated_at > now() - interval '1 hour') >= 100 then
    raise exception using errcode = 'MU429', message = 'too many invitations', detail = '3600';
  end if;
end
$$;

grant execute on function app.check_invitations() to muster_web;
