-- private.maintain_metrics() returns bigint: how many readings of metrics were removed for their
-- age; -1 when another is at it. A tenant keeps them as long as its executions: as its own
-- setting says (tenants.settings.retention_days), else that of the installation
-- (settings.retention_days); at most 20,000 of each go in a call, the next goes on.
-- For muster maintain, as the owner.
create or replace function private.maintain_metrics() returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not pg_try_advisory_xact_lock(hashtext('muster metrics')) then
    return -1;
  end if;
  return (select coalesce(sum(private.trim_metrics(t.id, app.days_ago(t.days), 20000)), 0)
            from (select t.id, coalesce(app.retention_days(t.settings ->> 'retention_days'),
                                        (select app.retention_days(s.value) from settings s
                                          where s.name = 'retention_days')) as days
                    from tenants t) t
           where t.days is not null);
end
$$;
