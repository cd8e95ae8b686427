-- api.audit_changes(wanted uuid) returns member text, was text, was_length int, now_is text,
-- now_length int: what an entry of the audit log changed, a row for each member, as text for
-- people (a text as it is, all else as JSON), at most 64 Ki characters of each value. Null
-- where there was no row. Members that are empty on both sides say nothing and are left out.
create or replace function api.audit_changes(wanted uuid)
returns table (member text, was text, was_length int, now_is text, now_length int)
language sql stable as $$
  select k, left(w.text, 65536), length(w.text), left(n.text, 65536), length(n.text)
    from audit_log l
   cross join lateral jsonb_object_keys(coalesce(l.before, '{}') || coalesce(l.after, '{}')) k
   cross join lateral (select case jsonb_typeof(l.before -> k) when 'string' then l.before ->> k
                                else jsonb_pretty(l.before -> k) end as text) w
   cross join lateral (select case jsonb_typeof(l.after -> k) when 'string' then l.after ->> k
                                else jsonb_pretty(l.after -> k) end as text) n
   where l.id = wanted
     and not (coalesce(l.before -> k, 'null') in ('null', '""', '[]', '{}')
              and coalesce(l.after -> k, 'null') in ('null', '""', '[]', '{}'))
   order by k
$$;

grant execute on function api.audit_changes(uuid) to muster_web;
