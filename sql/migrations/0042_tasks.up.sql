-- 0042_tasks.up.sql: a task is work that waits for an agent or a member, and what it waits for.
set local role muster_owner;

-- Words of a row for a full-text search: the title counts most. No language is assumed.
create function app.search_words(title text, rest text, tags text[]) returns tsvector
language sql immutable parallel safe as $$
  select setweight(to_tsvector('pg_catalog.simple', title), 'A')
         || to_tsvector('pg_catalog.simple', rest || ' ' || array_to_string(tags, ' '))
$$;

-- An index of words begins with no column, so the tenant is a word among them.
create function app.of_tenant(tenant uuid, words tsvector) returns tsvector
language sql immutable parallel safe as $$
  select words || array_to_tsvector(array[tenant::text])
$$;

grant execute on function app.search_words(text, text, text[]), app.of_tenant(uuid, tsvector)
  to muster_web, muster_live, muster_work;

create table tasks (
  tenant_id         uuid not null default auth.tenant() references tenants,
  id                uuid not null default uuid_v7(),
  title             text not null,
  description       text not null default '',
  type              text not null default '',
  status            text not null default 'pending',
  priority          text not null default 'normal',
  -- among the tasks of its column on the board, lowest first
  position          numeric not null,
  deadline          timestamptz,
  estimated_seconds bigint,
  agent_id          uuid,
  assignee_id       uuid,
  input             jsonb,
  output            jsonb,
  error             text,
  tags              text[] not null default '{}',
  metadata          jsonb not null default '{}',
  started_at        timestamptz,
  finished_at       timestamptz,
  search            tsvector not null
    generated always as (app.search_words(title, description || ' ' || type, tags)) stored,
  created_by        uuid default auth.user_id(),
  version           int not null default 1,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint task_agent_is_of_the_same_tenant
    foreign key (tenant_id, agent_id) references agents (tenant_id, id) on delete set null (agent_id),
  constraint task_assignee_is_a_member
    foreign key (tenant_id, assignee_id) references memberships (tenant_id, user_id),
  constraint task_is_of_a_member
    foreign key (tenant_id, created_by) references memberships (tenant_id, user_id),
  constraint task_is_assigned_once check (agent_id is null or assignee_id is null),
  constraint task_title_is_given check (length(btrim(title)) between 1 and 500),
  constraint task_description_is_bounded check (length(description) <= 10000),
  constraint task_type_is_short check (length(type) <= 255),
  constraint task_status_is_known
    check (status in ('pending', 'in_progress', 'completed', 'failed', 'cancelled')),
  constraint task_priority_is_known check (priority in ('low', 'normal', 'high', 'urgent')),
  constraint task_position_is_bounded check (abs(position) < 1e15 and scale(position) <= 100),
  constraint task_estimate_is_bounded check (estimated_seconds between 0 and 315360000),
  constraint task_metadata_is_an_object check (jsonb_typeof(metadata) = 'object'),
  constraint task_error_is_bounded check (length(error) <= 10000)
);

create index tasks_by_status on tasks (tenant_id, status, id);
create index tasks_by_priority on tasks (tenant_id, priority, id);
create index tasks_by_type on tasks (tenant_id, type, id);
create index tasks_by_title on tasks (tenant_id, title, id);
create index tasks_by_update on tasks (tenant_id, updated_at, id);
create index tasks_by_deadline on tasks (tenant_id, deadline, id) where deadline is not null;
create index tasks_of_an_agent on tasks (tenant_id, agent_id, id) where agent_id is not null;
create index tasks_of_a_member on tasks (tenant_id, assignee_id, id) where assignee_id is not null;
create index tasks_by_word on tasks using gin (app.of_tenant(tenant_id, search));
-- the board: what is open in its order, what has ended newest first; of all, and of one member
create index tasks_on_the_board on tasks (tenant_id, status, position, id);
create index tasks_that_ended on tasks (tenant_id, status, finished_at, id) where finished_at is not null;
create index tasks_of_a_member_on_the_board on tasks (tenant_id, assignee_id, status, position, id)
  where assignee_id is not null;
create index tasks_of_a_member_that_ended on tasks (tenant_id, assignee_id, status, finished_at, id)
  where assignee_id is not null and finished_at is not null;

select app.protect('tasks', write => 'operator', remove => 'operator');
grant select on tasks to muster_web, muster_live, muster_work;
grant insert (id, title, description, type, priority, position, deadline, estimated_seconds, agent_id,
              assignee_id, input, output, tags, metadata),
      update (title, description, type, status, priority, position, deadline, estimated_seconds, agent_id,
              assignee_id, input, output, error, tags, metadata, started_at, finished_at, version), delete
  on tasks to muster_web;

-- an edit moves the version; a place on the board is none
create trigger tasks_stamp_updated_at before update of version on tasks
  for each row execute function app.stamp_updated_at();

-- Behind all others where nobody says. The clock goes on within a transaction, so that a
-- thousand tasks that are made at once have a place each, and one can stand between any two.
create function app.take_position() returns trigger
language plpgsql as $$
begin
  new.position := coalesce(case when tg_op = 'UPDATE' then old.position end,
                           extract(epoch from clock_timestamp()));
  return new;
end
$$;

create trigger tasks_take_position before insert or update of position on tasks
  for each row when (new.position is null) execute function app.take_position();

create trigger tasks_audit after insert or update or delete on tasks
  for each row execute function private.audit_change('task', '{}',
    '{version,position,search,input,output}');

create table task_dependencies (
  tenant_id     uuid not null default auth.tenant() references tenants,
  task_id       uuid not null,
  depends_on_id uuid not null,
  primary key (tenant_id, task_id, depends_on_id),
  constraint task_that_depends_is_of_the_same_tenant
    foreign key (tenant_id, task_id) references tasks (tenant_id, id) on delete cascade,
  constraint task_dependency_is_of_the_same_tenant
    foreign key (tenant_id, depends_on_id) references tasks (tenant_id, id) on delete cascade,
  constraint task_dependency_is_on_another_task check (task_id <> depends_on_id)
);

create index task_dependencies_by_what_is_waited_for on task_dependencies (tenant_id, depends_on_id, task_id);

select app.protect('task_dependencies', write => 'operator', remove => 'operator');
grant select on task_dependencies to muster_web, muster_live, muster_work;
grant insert (task_id, depends_on_id), delete on task_dependencies to muster_web;

-- Two that are added at once could close a circle which neither sees: so they take turns, a
-- tenant at a time. What the other added is seen, since a statement behind the lock has a
-- snapshot of its own.
create function app.refuse_circles() returns trigger
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('task_dependencies ' || n.tenant_id, 0))
     from (select distinct tenant_id from new_rows order by tenant_id) n;
  if exists (
    with recursive behind (tenant_id, root, id) as (
      select n.tenant_id, n.task_id, n.depends_on_id from new_rows n
      union
      select b.tenant_id, b.root, d.depends_on_id
        from behind b
        join task_dependencies d on (d.tenant_id, d.task_id) = (b.tenant_id, b.id)
    )
    select from behind b where b.id = b.root
  ) then
    raise exception using errcode = 'MU422', detail = '/dependsOn',
      message = 'the task would wait for itself, through what it depends on';
  end if;
  return null;
end
$$;

create trigger task_dependencies_make_no_circle after insert on task_dependencies
  referencing new table as new_rows for each statement execute function app.refuse_circles();

alter table saved_views
  drop constraint saved_view_noun_is_known,
  add constraint saved_view_noun_is_known check (noun in ('agents', 'executions', 'workflows', 'tasks'));

reset role;
