-- private.maintain_partitions() returns int: how many months were made, or -1 when another
-- is at it. Keeps this month and the two after it.
create or replace function private.maintain_partitions() returns int
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set lock_timeout = '2s' as $$
begin
  if not pg_try_advisory_xact_lock(hashtext('muster partitions')) then
    return -1;
  end if;
  return private.make_partitions(now(), now() + interval '2 months');
end
$$;

grant execute on function private.maintain_partitions() to muster_web;
