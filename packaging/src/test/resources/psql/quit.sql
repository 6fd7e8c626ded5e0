\echo what is left of an included script, and of this one, is run
\i psql/include/quits.sql
\echo after
\if true
select 3
\q
\echo never
