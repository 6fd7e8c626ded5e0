\set QUIET on
\lo_import psql/types.sql
\set first :LASTOID
\lo_import psql/types.sql 'it''s a comment'
\set second :LASTOID
\set QUIET off
select :first < :second as later, obj_description(:second, 'pg_largeobject');
select length(lo_get(:first)) = length(pg_read.content) from (select lo_get(:second) as content) pg_read;
\lo_export :first exported.sql
\lo_export :first nosuch/exported.sql
\lo_export 0 exported-too.sql
\lo_export nonsense exported-too.sql
\lo_export :first
\lo_export
\lo_import
\lo_unlink
\lo_import nosuch.sql
\lo_import psql
\lo_unlink 0
\lo_unlink nonsense
begin;
\lo_unlink 0
\lo_unlink 0
select 1;
\lo_import psql/types.sql
\lo_export :first again.sql
rollback;
begin;
\set QUIET on
\lo_import psql/types.sql
\set inner :LASTOID
\set QUIET off
rollback;
select count(*) from pg_largeobject_metadata where oid = :inner;
create temp table copied (line text);
\copy copied from 'exported.sql' with (format csv, delimiter E'\x01', quote E'\x02')
select count(*) > 0 as some from copied;
\pset format html
\lo_export :first exported.sql
\pset format aligned
\set AUTOCOMMIT off
\lo_export :first exported.sql
rollback;
\set AUTOCOMMIT on
\set QUIET on
\lo_unlink :first
\lo_unlink :second
\set QUIET off
\lo_list
\lo_nosuch
\if false
\lo_unlink 0
\endif
