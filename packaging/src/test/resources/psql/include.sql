\echo begin
\ir include/inner.sql
select nosuch_after;
\ir include/nosuch.sql
\ir
\i /nosuch/folder/file.sql
\i
\cd /nosuch/folder
\echo end

\i ~/nosuch/file.sql
\ir ~/nosuch/file.sql
\i ''
