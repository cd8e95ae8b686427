-- Flowcharts: one to an agent, kept as they came, every content a version.
\ir fixture.psql
select * from no_plan();

create function test.put(document text) returns text language sql as $$
  select test.act(test.session('alpha', 'operator'), format($f$
    insert into flowcharts (agent_id, label_version, nodes, extra)
    values (%L, '2.1', %L::jsonb -> 'nodes', %L::jsonb - 'nodes')$f$, test.agent('alpha'), document, document))
$$;
create function test.edit(change text) returns text language sql as $$
  select test.act(test.session('alpha', 'admin'), format('update flowcharts set %s where agent_id = %L', change, test.agent('alpha')))
$$;
create function test.seen(columns text) returns text language sql as $$
  select test.ask(test.session('alpha', 'viewer'), format('select (%s)::text from api.flowcharts where agent_id = %L', columns, test.agent('alpha')))
$$;
create function test.restore(version int, if_match int) returns text language sql as $$
  select test.ask(test.session('alpha', 'operator'), format('select r::text from api.restore_flowchart(%L, %s, %s) r',
                                                            test.agent('alpha'), version, coalesce(if_match::text, 'null')))
$$;

select is(test.put('{"nodes": [{"id": "a", "x-ray": null, "n": 123456789012345678901234567890.10}, {"id": "b"}],
                     "viewport": {"zoom": 1.50}, "$weird": [1e400, {"": []}]}'), '1', 'a flowchart is put in');
select is(test.seen('row(version, row_version, node_count, edge_count)'), '(2.1,1,2,0)', 'with the text of its client, and counted');
select is(test.seen('nodes -> 0 ->> ''n'''), '123456789012345678901234567890.10', 'a number keeps all its digits');
select is(test.seen('(extra -> ''$weird'' -> 0)::numeric = 1e400'), 'true', 'however large it is');
select is(test.seen('nodes -> 0 ? ''x-ray'''), 'true', 'a null member is there');
select is(test.seen('extra = ''{"viewport": {"zoom": 1.5}, "$weird": [1e400, {"": []}]}'''), 'true', 'so are unknown members');
select is(test.try(test.session('alpha', 'operator'), format('insert into flowcharts (agent_id) values (%L)', test.agent('alpha'))), '23505',
          'an agent has one flowchart');
select is(test.try(test.session('alpha', 'operator'), format('insert into flowcharts (agent_id) values (%L)', test.agent('beta'))), '23503',
          'of the same tenant');
select is(test.try(test.session('alpha', 'operator'), format('update flowcharts set nodes = %L', '{"id": "a"}')), '23514', 'nodes are an array');

select is(test.edit('nodes = nodes || ''[{"id": "c"}]'''), '1', 'a writer that does not count');
select is(test.seen('row(row_version, node_count, updated_by_name)'), '(2,3,Admin)', 'is counted for');
select is(test.edit('connections = ''[{"from": "a", "to": "b"}]'', version = version + 1'), '1', 'one that counts');
select is(test.seen('row(row_version, node_count, edge_count)'), '(3,3,1)', 'is not counted twice');
select is(test.edit('nodes = nodes'), '1', 'what changes nothing');
select is(test.seen('row_version'), '3', 'is no version');
select is((select string_agg(format('%s:%s/%s', version, node_count, edge_count), ' ' order by version) from flowchart_versions
            where tenant_id = test.tenant('alpha')), '1:2/0 2:3/0 3:3/1', 'every content was kept');

select is(test.restore(1, 2), '(t,f,3)', 'another edit was before the restore');
select is(test.restore(9, null), '(f,f,3)', 'there is no such version');
select is(test.restore(1, 3), '(t,t,4)', 'a version is restored');
select is(test.act(test.session('alpha', 'operator'), format('select from api.restore_flowchart(%L, 1, 3)', test.agent('alpha'))), '1', 'for good');
select is(test.seen('row(row_version, node_count, edge_count)'), '(4,2,0)', 'as an edit');
select is((select count(*)::int from flowchart_versions v join flowchart_versions w on w.flowchart_id = v.flowchart_id and w.version = 4
            where v.version = 1 and (v.nodes, v.connections, v.metadata, v.layout, v.extra, v.label_version)
                                    = (w.nodes, w.connections, w.metadata, w.layout, w.extra, w.label_version)), 1, 'with the same content');

select is(test.ask(test.session('beta', 'owner'), 'select count(*) from ' || v), '0', v || ': another tenant sees nothing')
  from unnest(array['api.flowcharts', 'api.flowchart_versions']) v;
select is(test.ask(test.session('beta', 'owner'), format('select r::text from api.restore_flowchart(%L, 1, null) r', test.agent('alpha'))), '(f,f,)',
          'nor restores it');
select is(test.try(test.session('alpha', 'viewer'), 'update flowcharts set label_version = ''x'''), '0', 'a viewer does not draw');
select is(test.try(test.session('alpha', 'owner'), 'update flowchart_versions set version = 7'), '42501', 'history is not rewritten');
delete from agents where id = test.agent('alpha');
select is((select count(*)::int from flowchart_versions where tenant_id = test.tenant('alpha')), 0, 'with the agent its flowcharts go');

select finish();
rollback;
