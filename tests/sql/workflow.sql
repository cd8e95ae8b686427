-- Workflows: kept as they came, only a changed graph is a version.
\ir fixture.psql
select * from no_plan();

create function test.edit(change text) returns text language sql as $$
  select test.act(test.session('alpha', 'operator'), format('update workflows set %s, version = version + 1 where name ~ ''^Sort''', change))
$$;
create function test.kept() returns text language sql as $$
  select string_agg(format('%s:%s/%s', version, node_count, edge_count), ' ' order by version)
    from workflow_versions where tenant_id = test.tenant('alpha')
$$;

select is(test.act(test.session('alpha', 'operator'), $$
  insert into workflows (id, name, nodes, edges, extra, version)
  values ('01900000-0000-7000-8000-000000000001', 'Sort', '[{"id": "a", "data": {"max": 18446744073709551616, "rate": 0.10}}]', '[]', '{"_x": {"y": null}}', 7)$$),
  '1', 'a workflow is put in');
select is(test.kept(), '7:1/0', 'its versions begin where it says');
select is(test.edit('name = ''Sort all'', status = ''active'''), '1', 'a name');
select is(test.kept(), '7:1/0', 'is no version of the graph');
select is(test.edit('edges = ''[{"source": "a", "target": "a"}]'''), '1', 'an edge');
select is(test.kept(), '7:1/0 9:1/1', 'is one');
select is(test.edit('variables = ''[{"name": "v"}]'''), '1', 'a variable');
select is(test.kept(), '7:1/0 9:1/1 10:1/1', 'is one too');
select is(test.ask(test.session('alpha', 'operator'), 'select r::text from api.restore_workflow(''01900000-0000-7000-8000-000000000001'', 7, 9) r'), '(t,f,10)',
          'another edit was before the restore');
select is(test.act(test.session('alpha', 'operator'), 'select from api.restore_workflow(''01900000-0000-7000-8000-000000000001'', 7, 10)'), '1', 'a version is restored');
select is(test.ask(test.session('alpha', 'viewer'),
  'select row(name, status, version, edge_count, variables, nodes #>> ''{0,data,max}'', nodes #>> ''{0,data,rate}'', extra)::text from api.workflows'),
  '("Sort all",active,11,0,[],18446744073709551616,0.10,"{""_x"": {""y"": null}}")', 'with the graph alone, digit for digit');
select is(test.ask(test.session('alpha', 'viewer'), 'select updated_by_id from api.workflows')::uuid, test.user('alpha', 'operator'), 'by its editor');

insert into aliases (tenant_id, kind, alias, id) values (test.tenant('alpha'), 'workflow', 'workflow_17', '01900000-0000-7000-8000-000000000001');
select is(test.ask(test.session('alpha', 'viewer'), 'select custom_id from api.workflows where id = app.row_id(''workflow'', ''workflow_17'')'), 'workflow_17',
          'a client finds it by its own id');
select is(test.try(test.session('alpha', 'operator'), 'update workflows set status = ''done'''), '23514', 'a status is known');
select is(test.try(test.session('beta', 'owner'), 'update workflows set name = ''x'''), '0', 'another tenant does not change it');
select is(test.ask(test.session('beta', 'owner'), 'select count(*) from ' || v), '0', v || ': another tenant sees nothing')
  from unnest(array['api.workflows', 'api.workflow_versions']) v;
select is(test.try(test.session('alpha', 'operator'), 'delete from workflows'), '0', 'an operator does not delete it');
select is(test.act(test.session('alpha', 'admin'), 'delete from workflows'), '1', 'an admin does');
select is(test.kept(), null, 'its versions go');
select is((select count(*)::int from aliases where alias = 'workflow_17'), 0, 'and its names');

-- ---------------------------------------------------------------- two versions

create function test.sides(f text, t text) returns text language sql as $$
  select test.ask(test.session('alpha', 'viewer'), format($q$
    select string_agg(side || ':' || version || '/' || jsonb_array_length(edges), ' ' order by side desc)
      from api.workflow_sides('01900000-0000-7000-8000-000000000009', %s, %s)$q$, f, t))
$$;
select is(test.act(test.session('alpha', 'operator'), $$
  insert into workflows (id, name, nodes) values ('01900000-0000-7000-8000-000000000009', 'Sides', '[]')$$), '1', 'a workflow of three versions');
select is(test.act(test.session('alpha', 'operator'),
                   format($$update workflows set edges = %L, version = version + %s where name = 'Sides'$$, e, n)), '1', 'each is kept: ' || e)
  from (values ('[{}]', 1), ('[{}, {}]', 2)) x (e, n);
select is(test.sides('null', 'null'), 'to:4/2 from:2/1', 'the present one is compared with the one before');
select is(test.sides('null', '2'), 'to:2/1 from:1/0', 'so is another');
select is(test.sides('4', '1'), 'to:1/0 from:4/2', 'any two are');
select is(test.sides('2', '2'), 'to:2/1 from:2/1', 'also one with itself');
select is(test.sides('null', '1'), 'to:1/0', 'before the first there is none');
select is(test.sides('3', '4'), 'to:4/2', 'nor is one that was never kept');
select is(test.ask(test.session('beta', 'owner'),
                   $$select count(*) from api.workflow_sides('01900000-0000-7000-8000-000000000009', null, null)$$), '0',
          'another tenant sees neither');
select is(test.act(test.session('alpha', 'admin'), $$delete from workflows where name = 'Sides'$$), '1', 'and it goes');

-- ---------------------------------------------------------------- copies, templates, what nobody owns

create function test.copy(as_template boolean, called text) returns text language sql as $$
  select format('select from api.duplicate_workflow(%L, uuid_v7(), %L, %L)',
    '01900000-0000-7000-8000-000000000002', called, as_template)
$$;
select is(test.act(test.session('alpha', 'operator'), $$
  insert into workflows (id, name, status, is_public, nodes, version)
  values ('01900000-0000-7000-8000-000000000002', 'Sort', 'active', true, '[{"id": "a"}]', 9)$$), '1', 'a workflow to copy');
select is(test.try(test.session('alpha', 'viewer'), test.copy(false, null)), '42501', 'a viewer copies nothing');
select is(test.act(test.session('alpha', 'operator'), test.copy(true, 'Pattern')), '1', 'an operator saves it as a template');
select is(test.act(test.session('alpha', 'operator'), test.copy(null, ' ')), '1', 'and copies it');
select results_eq($$
  select name, status, is_template, is_public, nodes::text, version, created_by from workflows
   where tenant_id = test.tenant('alpha') and version = 1 order by name$$,
  $$values ('Pattern', 'draft', true, false, '[{"id": "a"}]', 1, test.user('alpha', 'operator')),
           ('Sort copy', 'draft', false, false, '[{"id": "a"}]', 1, test.user('alpha', 'operator'))$$,
  'a copy is a draft of who made it, and begins anew');
select is(test.try(test.session('beta', 'owner'), test.copy(null, null)),
          '0', 'another tenant copies nothing');

select is(test.ask(test.session('alpha', 'admin'), 'select count(*) filter (where done) || ''/'' || count(*) from api.seed_templates()'), '6/6',
          'the templates of the installation come in');
select is(test.ask(test.session('alpha', 'admin'), 'select count(*) filter (where done) || ''/'' || count(*) from api.update_templates()'), '0/6',
          'test.ask keeps nothing: they are not there to be updated');
select is(test.act(test.session('alpha', 'admin'), 'select from api.seed_templates()'), '6', 'they stay');
select is(test.ask(test.session('alpha', 'admin'), 'select count(*) filter (where done) || ''/'' || count(*) from api.seed_templates()'), '0/6',
          'and come in once');
select is(test.ask(test.session('beta', 'admin'), 'select count(*) filter (where done) || ''/'' || count(*) from api.update_templates()'), '0/6',
          'another tenant has none of them');
select is_empty($$
  select t.name from api.official_templates t, jsonb_array_elements(t.edges) e
   where not exists (select from jsonb_array_elements(t.nodes) n where n ->> 'id' = e ->> 'source')
      or not exists (select from jsonb_array_elements(t.nodes) n where n ->> 'id' = e ->> 'target')
$$, 'no edge of a template leads nowhere');

update workflows set created_by = null where tenant_id = test.tenant('alpha') and name in ('Pattern', 'Sort');
select is(test.try(test.session('alpha', 'operator'), 'delete from workflows where created_by is null and not is_template'), '0',
          'an operator does not clean up');
select is(test.act(test.session('alpha', 'admin'), 'delete from workflows where created_by is null and not is_template'), '1',
          'an admin does, but for templates');

select finish();
rollback;
