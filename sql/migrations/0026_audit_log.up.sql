-- 0026_audit_log.up.sql: who did what to which row. The servers add to it and admins
-- read it; nobody but the owner changes it.
set local role muster_owner;

create table audit_log (
  tenant_id  uuid not null default auth.tenant(),
  id         uuid not null default uuid_v7(),
  at         timestamptz not null default now(),
  actor      uuid default auth.user_id(),
  credential uuid default auth.credential(),
  action     text not null,
  noun       text not null,
  row_id     uuid,
  success    boolean not null default true,
  before     jsonb,
  after      jsonb,
  address    inet,
  request_id text,
  primary key (tenant_id, id),
  constraint audit_action_is_given check (length(action) between 1 and 64),
  constraint audit_noun_is_given check (length(noun) between 1 and 64)
);

create index audit_log_of_a_row on audit_log (tenant_id, noun, row_id, id);

select app.protect('audit_log', write => 'viewer', remove => 'owner');
create policy admin_may_read on audit_log as restrictive for select
  to muster_web, muster_live, muster_work using ((select auth.has_role('admin')));
grant select, insert on audit_log to muster_web;

reset role;
