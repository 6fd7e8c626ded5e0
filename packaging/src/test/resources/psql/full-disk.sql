\echo 1 copy
\copy (select 1) to '/dev/full'
\echo :ERROR :ROW_COUNT
\echo 2 copy large
\copy (select n from generate_series(1,100000) n) to '/dev/full'
\echo :ERROR :ROW_COUNT
\echo 3 o
\o /dev/full
select 1;
\echo :ERROR :ROW_COUNT
select n from generate_series(1,100000) n;
\echo :ERROR :ROW_COUNT
\qecho hello
copy (select 1) to stdout;
copy (select n from generate_series(1,100000) n) to stdout;
\echo :ERROR :ROW_COUNT
\d
\o
\echo 4 g
select 1 \g /dev/full
\echo :ERROR :ROW_COUNT
select n from generate_series(1,100000) n \g /dev/full
\echo :ERROR :ROW_COUNT
\pset format csv
select n from generate_series(1,100000) n \g /dev/full
\echo :ERROR :ROW_COUNT
\pset format unaligned
select n from generate_series(1,100000) n \g /dev/full
\echo :ERROR :ROW_COUNT
\pset format aligned
copy (select n from generate_series(1,100000) n) to stdout \g /dev/full
\echo :ERROR :ROW_COUNT
\echo 5 w
select 1
\w /dev/full
;
\echo 6 s
\s /dev/full
\echo 7 errexit
\set ON_ERROR_STOP 1
select n from generate_series(1,100000) n \g /dev/full
\echo still here
\copy (select 1) to '/dev/full'
\echo and here
\w /dev/full
\echo end
