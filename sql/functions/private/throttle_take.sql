-- private.throttle_take(kind text, subject text) returns int: seconds to wait; 0 when
-- this attempt may go on.
--
-- Counts the attempt before it is made, so that attempts side by side cannot pass
-- together; a success is given back (private.throttle_give). After 5 in 15 minutes, or
-- 20 of an address, behind which there may be an office, the bucket is shut for 15
-- minutes, then 30, then 60 at most; a day without a wait forgets them.
create or replace function private.throttle_take(kind text, subject text) returns int
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  most constant int := case throttle_take.kind when 'address' then 20 else 5 end;
  slot throttle;
begin
  insert into throttle as t (kind, subject, attempts)
  values (throttle_take.kind, throttle_take.subject, 0)
  on conflict on constraint throttle_pkey do update
    set attempts = case when t.began_at <= now() - interval '15 minutes' then 0 else t.attempts end,
        began_at = case when t.began_at <= now() - interval '15 minutes' then now() else t.began_at end,
        waits = case when t.blocked_until <= now() - interval '1 day' then 0 else t.waits end
    where (t.blocked_until > now()) is not true
  returning t.* into slot;

  if not found then
    return private.throttle_wait(throttle_take.kind, throttle_take.subject);
  end if;

  if slot.attempts >= most then
    update throttle t
       set waits = slot.waits + 1,
           blocked_until = now() + least(2 ^ slot.waits, 4) * interval '15 minutes'
     where t.kind = slot.kind and t.subject = slot.subject
    returning t.* into slot;
    return ceil(extract(epoch from slot.blocked_until - now()));
  end if;

  update throttle t set attempts = slot.attempts + 1
   where t.kind = slot.kind and t.subject = slot.subject;
  return 0;
end
$$;
