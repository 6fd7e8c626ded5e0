\set ECHO_HIDDEN on
\dt pg_catalog.pg_class
