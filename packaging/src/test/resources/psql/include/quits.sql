select 1
\q
\echo never
