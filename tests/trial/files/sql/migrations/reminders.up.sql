-- A reminder: a noun of the trial that is part of an agent.
set local role muster_owner;

create table reminders (
  tenant_id  uuid not null default auth.tenant() references tenants,
  id         uuid not null default uuid_v7(),
  agent_id   uuid not null,
  name       text not null,
  due_at     timestamptz not null,
  version    int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint reminder_is_of_an_agent
    foreign key (tenant_id, agent_id) references agents (tenant_id, id) on delete cascade,
  constraint reminder_name_is_given check (length(btrim(name)) between 1 and 255)
);

create index reminders_by_age on reminders (tenant_id, agent_id, id);
create index reminders_by_name on reminders (tenant_id, agent_id, name, id);

select app.protect('reminders', write => 'operator', remove => 'operator');
grant select on reminders to muster_web, muster_work;
grant insert (id, agent_id, name, due_at), update (name, due_at, version), delete on reminders to muster_web;

create trigger reminders_stamp_updated_at before update on reminders
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();
create trigger reminders_audit after insert or update or delete on reminders
  for each row execute function private.audit_change('reminder', '{}', '{version}');

reset role;
