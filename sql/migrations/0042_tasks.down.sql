-- 0042_tasks.down.sql: cascade, because views are put in anew by the next run up.
set local role muster_owner;

delete from saved_views where noun = 'tasks';
alter table saved_views
  drop constraint saved_view_noun_is_known,
  add constraint saved_view_noun_is_known check (noun in ('agents', 'executions', 'workflows'));

drop table task_dependencies cascade;
drop table tasks cascade;
drop function app.refuse_circles();
drop function app.take_position();
drop function app.of_tenant(uuid, tsvector);
drop function app.search_words(text, text, text[]);

reset role;
