-- api.save_settings(name text, theme text, time_zone text, page_size int) returns void
--
-- Of the user who asks; what is null stays as it is. MU403 for a key.
create or replace function api.save_settings(name text, theme text, time_zone text, page_size int)
returns void
language plpgsql as $$
begin
  if not app.has_session() then
    raise exception using errcode = 'MU403', message = 'an API key has no settings';
  end if;
  insert into user_settings as s (theme, time_zone, page_size)
  values (coalesce(save_settings.theme, 'system'), coalesce(save_settings.time_zone, 'UTC'),
          coalesce(save_settings.page_size, 25))
  on conflict (user_id) do update
    set theme = coalesce(save_settings.theme, s.theme),
        time_zone = coalesce(save_settings.time_zone, s.time_zone),
        page_size = coalesce(save_settings.page_size, s.page_size);
  update users u set name = save_settings.name
   where u.id = auth.user_id() and u.name is distinct from save_settings.name
     and save_settings.name is not null;
end
$$;

grant execute on function api.save_settings(text, text, text, int) to muster_web;
