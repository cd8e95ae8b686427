-- Seals of the audit log: whatever is done to a sealed entry is found.
\ir fixture.psql
select * from no_plan();
delete from audit_log;

create function test.verify(tenant text) returns text language sql as $$
  select row(v.*)::text from private.verify_audit(test.tenant(tenant)) v
$$;
create function test.write(tenant text, many int) returns void language sql as $$
  insert into audit_log (tenant_id, action, noun, before, after, address)
  select test.tenant(tenant), 'update', 'agent', jsonb_build_object('n', n), '{"b": 1, "a": [1.50]}', '192.0.2.7'
    from generate_series(1, many) n
$$;
-- what somebody does, and what verifying says of it; undone again
create function test.found_after(variadic statements text[]) returns text language plpgsql as $$
declare
  statement text;
  found text;
begin
  begin
    foreach statement in array statements loop
      execute statement;
    end loop;
    found := test.verify('alpha');
    raise exception using errcode = 'MU999';
  exception when sqlstate 'MU999' then
    return found;
  end;
end
$$;

select is(test.verify('alpha'), '(0,0,0,,)', 'nothing is whole');
select test.write('alpha', 3), test.write('beta', 1) \g /dev/null
select is(private.maintain_audit(), 0::bigint, 'young entries wait for others');
update audit_log set at = at - interval '2 minutes';
select is(private.maintain_audit(), 4::bigint, 'those of a minute ago are sealed, of every tenant');
select is(private.maintain_audit(), 0::bigint, 'once');
select is(test.verify('alpha'), '(1,3,0,,)', 'they are whole');
select is(test.verify('beta'), '(1,1,0,,)', 'so is the other chain');
select test.write('alpha', 1000) \g /dev/null
select is(test.verify('alpha'), '(1,3,1000,,)', 'what is new is told as not sealed');
select is(private.maintain_audit(), 1000::bigint, 'a thousand do not wait');
select test.write('alpha', 2) \g /dev/null
update audit_log set at = at - interval '2 minutes' where seal is null;
select is(private.maintain_audit(), 2::bigint, 'a third seal');
select is(test.verify('alpha'), '(3,1005,0,,)', 'all is whole');
set timezone to 'Asia/Kathmandu';
select is(test.verify('alpha'), '(3,1005,0,,)', 'in any time zone');
set timezone to 'UTC';

select is(test.found_after(format('update audit_log set %s where id = (select min(id::text)::uuid from audit_log where seal = 2)', change)),
          '(3,1005,0,2,"an entry or the seal was changed")', 'found: ' || change)
  from unnest(array['actor = uuid_v7()', 'at = at + interval ''1 microsecond''', 'action = ''create''', 'noun = ''project''',
                    'row_id = uuid_v7()', 'success = false', 'before = null', 'after = ''{"b": 1, "a": [1.51]}''', 'address = null',
                    'request_id = ''x''', 'credential = uuid_v7()', 'id = uuid_v7()']) change;
select is(test.found_after('delete from audit_log where id = (select min(id::text)::uuid from audit_log where seal = 2)'),
          '(3,1004,0,2,"999 of its 1000 entries are there")', 'an entry removed');
select is(test.found_after('update audit_log set seal = null where seal = 3'), '(3,1003,2,3,"0 of its 2 entries are there")', 'a seal taken off');
select is(test.found_after('update audit_log set seal = 2 where seal = 3'), '(3,1005,0,2,"1002 of its 1000 entries are there")', 'entries moved');
select is(test.found_after('delete from audit_seals where number = 1'), '(2,1005,0,1,"its seal is not there")', 'a seal removed');
select is(test.found_after('delete from audit_seals where number = 1', 'delete from audit_log where seal = 1'),
          '(2,1002,0,2,"a seal before it is missing")', 'or with its entries');
select is(test.found_after('update audit_seals set digest = sha256(''forged'') where number = 1'),
          '(3,1005,0,1,"an entry or the seal was changed")', 'a forged digest');

create temporary table heads as
select format('2026-01-01T00:00:00Z %s %s %s', tenant_id, number, encode(digest, 'hex')) as head, number, tenant_id from audit_seals;
create function test.missing() returns setof text language sql as $$
  select format('%s %s', v.is_broken, v.reason)
    from private.verify_audit_heads((select string_agg(head, e'\n') || e'\n' from heads)) v
$$;
select is_empty('select test.missing()', 'recorded heads are those of the chains');
insert into heads select overlay(head placing '0123' from length(head) - 3), 9, test.tenant('beta') from heads where tenant_id = test.tenant('beta');
select is((select array_agg(m) from test.missing() m), array['t the chain has another seal in its place'], 'a chain made anew is found');
delete from heads where number = 9;
savepoint cut;
delete from audit_seals where number = 3;
delete from audit_log where seal = 3;
select is(test.verify('alpha'), '(2,1003,0,,)', 'a chain without its end is whole');
select is((select array_agg(m) from test.missing() m), array['t the chain does not reach it: an older backup, or cut'], 'but the heads tell');
rollback to cut;
insert into heads values ('2026-01-01T00:00:00Z ' || uuid_v7() || ' 1 ' || repeat('0', 64)), ('x; drop table heads'), ('');
select is((select array_agg(m order by m) from test.missing() m), array['f its tenant is gone', 't this line is no head'], 'of what is no chain, and no line');

select is(test.try(test.session('alpha', 'owner'), 'select count(*) from audit_seals'), '42501', 'nobody reads seals through the web');
select is(test.try(test.session('alpha', 'owner'), format('select private.%s', call)), '42501', 'nobody calls ' || call)
  from unnest(array['seal_audit(test.tenant(''alpha''))', 'verify_audit(test.tenant(''alpha''))', 'verify_audit_heads('''')']) call;
select finish();
rollback;
