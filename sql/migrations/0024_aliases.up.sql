-- 0024_aliases.up.sql: other names by which a client may ask for a row (customId,
-- exec_…, thread_…): any :id takes either.
set local role muster_owner;

create table aliases (
  tenant_id  uuid not null default auth.tenant() references tenants,
  kind       text not null,
  alias      text not null,
  id         uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, kind, alias),
  constraint alias_is_short check (length(alias) between 1 and 255)
);

create index aliases_of_a_row on aliases (tenant_id, id);

select app.protect('aliases', write => 'operator', remove => 'admin');
grant select, insert on aliases to muster_web;

reset role;
