\set ON_ERROR_STOP 1
\echo before
\nosuch
\echo after
