-- 0059_plans_by_rows.up.sql: plans of the servers count rows, and the choices of a review are read from an index.
--
-- They read few rows, of pages that are in memory as a rule. Where a page costs a hundred times as much as a row, an
-- index that has a filter and an order costs no less than one that has the order alone, behind which all rows may be
-- looked at: of a rare word, to the end. So how dear a page is stands here, not in the settings of the cluster.
do $$
declare
  server text;
begin
  foreach server in array array['muster_web', 'muster_live', 'muster_work'] loop
    execute format('alter role %I in database %I set random_page_cost = 0.1', server, current_database());
    execute format('alter role %I in database %I set seq_page_cost = 0.1', server, current_database());
  end loop;
end
$$;

set local role muster_owner;

-- whose it is stands in it, so that one's own are passed without their rows
drop index public_blueprints_by_name;
create index public_blueprints_by_name on public_blueprints (name, id) include (tenant_id);

reset role;
