-- 0021_partitions.up.sql: months of executions, execution_steps and execution_logs.
set local role muster_owner;

-- One partition of one table: executions_2026_11. Made apart and then attached,
-- which does not stop readers and writers of the table. Nobody may reach it but
-- through its parent: no grant, and no policy but the owner's.
create function private.make_partition(parent text, month timestamptz) returns boolean
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  name constant text := parent || to_char(month at time zone 'UTC', '_YYYY_MM');
begin
  if to_regclass('public.' || quote_ident(name)) is not null then
    return false;
  end if;
  execute format('create table public.%I (like public.%I including all)', name, parent);
  execute format('alter table public.%I attach partition public.%I for values from (%L) to (%L)',
                 parent, name, app.uuid_floor(month),
                 app.uuid_floor((month at time zone 'UTC' + interval '1 month') at time zone 'UTC'));
  perform app.protect_global(format('public.%I', name)::regclass);
  return true;
end
$$;

-- All months from the one that holds the first time to the one that holds the
-- second; how many months were made.
create function private.make_partitions("from" timestamptz, "to" timestamptz) returns int
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  month timestamptz := date_trunc('month', "from", 'UTC');
  made int := 0;
begin
  while month <= "to" loop
    if private.make_partition('executions', month) then
      made := made + 1;
    end if;
    perform private.make_partition('execution_steps', month);
    perform private.make_partition('execution_logs', month);
    month := (month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
  end loop;
  return made;
end
$$;

select private.make_partitions(now() - interval '1 month', now() + interval '2 months');

reset role;
