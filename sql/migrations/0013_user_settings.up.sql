-- 0013_user_settings.up.sql: how a user wants pages; absent is the default.
set local role muster_owner;

create table user_settings (
  user_id    uuid primary key default auth.user_id() references users on delete cascade,
  theme      text not null default 'system',
  time_zone  text not null default 'UTC',
  page_size  int not null default 25,
  updated_at timestamptz not null default now(),
  constraint theme_is_known check (theme in ('light', 'dark', 'system')),
  constraint time_zone_is_short check (length(time_zone) between 1 and 64),
  constraint page_size_is_bounded check (page_size between 1 and 200)
);

select app.protect_user('user_settings');
create policy session_asks on user_settings as restrictive to muster_web
  using ((select app.has_session()));
grant select, insert (theme, time_zone, page_size), update (theme, time_zone, page_size)
  on user_settings to muster_web;

create trigger user_settings_stamp_updated_at before update on user_settings
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();

reset role;
