\set ON_ERROR_STOP 1
\copy (select 1) to '/dev/full'
\echo not here
