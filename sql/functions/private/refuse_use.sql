-- private.refuse_use(unit text, used numeric, most numeric, until timestamptz) returns void: MU402. The
-- unit, what is used of it, the limit and when the month ends are told apart.
create or replace function private.refuse_use(unit text, used numeric, most numeric, until timestamptz) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  -- units that are told of otherwise ("storageGb") stay as they are
  word constant text := case when most = 1 and unit in ('agents', 'workflows', 'members', 'executions', 'tokens')
                             then left(unit, -1) else unit end;
begin
  raise exception using errcode = 'MU402',
    message = case when app.is_standing(unit)
                   then format('the plan allows %s %s, and there %s %s', most, word,
                               case used when 1 then 'is' else 'are' end, used)
                   else format('the plan allows %s %s a month, and %s %s used', most, word, used,
                               case used when 1 then 'was' else 'were' end) end,
    detail = json_build_object('unit', unit, 'used', used, 'limit', most,
                               'periodEnd', to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
end
$$;
