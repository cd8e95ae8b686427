-- 0004_access.down.sql
drop function app.stamp_updated_at();
drop function app.protect(regclass, text, text);
drop function app.protect_user(regclass);
drop function app.protect_global(regclass);
drop function auth.has_role(text);
drop function auth.rank(text);
drop function auth.credential();
drop function auth.role();
drop function auth.user_id();
drop function auth.tenant();
