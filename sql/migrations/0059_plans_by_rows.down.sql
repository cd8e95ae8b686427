-- 0059_plans_by_rows.down.sql
set local role muster_owner;
drop index public_blueprints_by_name;
create index public_blueprints_by_name on public_blueprints (name, id);
reset role;
do $$
declare
  server text;
begin
  foreach server in array array['muster_web', 'muster_live', 'muster_work'] loop
    execute format('alter role %I in database %I reset random_page_cost', server, current_database());
    execute format('alter role %I in database %I reset seq_page_cost', server, current_database());
  end loop;
end
$$;
