-- A note: a noun of the trial with a field of each kind, see tests/trial/run.
set local role muster_owner;

create table notes (
  tenant_id  uuid not null default auth.tenant() references tenants,
  id         uuid not null default uuid_v7(),
  name       text not null,
  text       text not null default '',
  topic      text not null default '',
  weight     int,
  mood       text not null default 'calm',
  due_at     timestamptz,
  agent_id   uuid,
  tags       text[] not null default '{}',
  settings   jsonb not null default '{}',
  active     boolean not null default true,
  created_by uuid default auth.user_id(),
  version    int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint note_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint note_agent_is_of_the_same_tenant
    foreign key (tenant_id, agent_id) references agents (tenant_id, id) on delete set null (agent_id),
  constraint note_name_is_given check (length(btrim(name)) between 1 and 255),
  constraint note_weight_is_bounded check (weight between 1 and 1000),
  constraint note_mood_is_known check (mood in ('calm', 'glad', 'alarmed')),
  constraint note_settings_is_an_object check (jsonb_typeof(settings) = 'object')
);

create index notes_by_name on notes (tenant_id, name, id);
create index notes_by_topic on notes (tenant_id, topic, id);
create index notes_by_mood on notes (tenant_id, mood, id);
create index notes_by_agent on notes (tenant_id, agent_id, id);
create index notes_by_use on notes (tenant_id, active, id);

select app.protect('notes', write => 'operator', remove => 'admin');
grant select on notes to muster_web, muster_work;
grant insert (id, name, text, topic, weight, mood, due_at, agent_id, tags, settings, active),
      update (name, text, topic, weight, mood, due_at, agent_id, tags, settings, active, version), delete
  on notes to muster_web;

create trigger notes_stamp_updated_at before update on notes
  for each row when (new.* is distinct from old.*) execute function app.stamp_updated_at();
create trigger notes_audit after insert or update or delete on notes
  for each row execute function private.audit_change('note', '{}', '{version}');

reset role;
