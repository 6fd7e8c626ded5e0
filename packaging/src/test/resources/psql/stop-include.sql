\set ON_ERROR_STOP 1
\echo outer
\ir include/failing.sql
\echo not reached
