-- 0005_settings.up.sql: what holds for the whole installation.
set local role muster_owner;

create table settings (
  name       text primary key,
  value      text not null,
  updated_at timestamptz not null default now(),
  constraint setting_name_is_a_word check (name ~ '^[a-z][a-z_]{0,62}$')
);

comment on table settings is
  'name: production (true: migrate asks and dumps first), retention_days (0: keep executions)';

insert into settings (name, value) values ('production', 'false'), ('retention_days', '0');

select app.protect_global('settings');
create policy servers_read on settings for select
  to muster_web, muster_live, muster_work using (true);
grant select on settings to muster_web, muster_live, muster_work;

reset role;
