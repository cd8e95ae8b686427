-- api.task_board(only_mine boolean): what a board shows of each column, in its order; what is
-- open in the order of positions, what has ended newest first. One row more of each column
-- than the board shows says that there are more.
create or replace function api.task_board(only_mine boolean)
returns table (id uuid, title text, status text, priority text, deadline timestamptz, agent_name text,
               assignee_name text, waits_for bigint, finished_at timestamptz, version int)
language plpgsql stable as $$
declare
  one text;
begin
  foreach one in array array['pending', 'in_progress'] loop
    return query
      select t.id, t.title, t.status, t.priority, t.deadline, t.agent_name, t.assignee_name, t.waits_for,
             t.finished_at, t.version
        from api.tasks t
       where t.status = one and (not only_mine or t.assignee_id = auth.user_id())
       order by t.position, t.id limit 51;
  end loop;
  foreach one in array array['completed', 'failed', 'cancelled'] loop
    return query
      select t.id, t.title, t.status, t.priority, t.deadline, t.agent_name, t.assignee_name, t.waits_for,
             t.finished_at, t.version
        from api.tasks t
       where t.status = one and t.finished_at is not null
         and (not only_mine or t.assignee_id = auth.user_id())
       order by t.finished_at desc, t.id desc limit 16;
  end loop;
end
$$;

grant execute on function api.task_board(boolean) to muster_web;
