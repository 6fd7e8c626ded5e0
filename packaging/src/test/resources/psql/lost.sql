-- The server ends the session: nothing more is run.
begin;
create temp table gone (a int);
select pg_terminate_backend(pg_backend_pid());
insert into gone values (1);
\echo not reached
