\set FETCH_COUNT 3
-- what is wide comes late, and widens its own part only
select g, repeat('x', g) as text from generate_series(1, 10) g;
select 10/(5-g) from generate_series(1, 10) g;
\echo :ERROR :SQLSTATE :ROW_COUNT
select g from generate_series(1, 6) g;
\echo :ERROR :SQLSTATE :ROW_COUNT
select g from generate_series(1, 2) g;
select g from generate_series(1, 0) g;
select from generate_series(1, 4);
values (1), (22), (333), (4444);
((select 1 union select 2 union select 3 union select 4 order by 1));
/* a comment */ -- and another
select g from generate_series(1, 4) g;
-- these are no queries to psql
with q as (select g, repeat('x', g) as text from generate_series(1, 7) g) select * from q;
create temp table fetched (id int, name text);
insert into fetched select g, repeat('n', g) from generate_series(1, 7) g returning *;
table fetched;
-- every format
\pset title 'A title'
select * from fetched;
\pset border 2
select * from fetched;
\pset linestyle unicode
select * from fetched;
\x
select * from fetched;
select * from fetched where id < 4;
select * from fetched where id < 1;
select from fetched;
\t
select * from fetched;
\pset border 1
select * from fetched;
\pset linestyle ascii
\t
select * from fetched;
\pset border 0
select * from fetched;
\pset border 1
\pset format unaligned
select * from fetched;
select * from fetched where id < 4;
\t
select * from fetched;
\x
select * from fetched;
\t
select * from fetched;
select * from fetched where id < 1;
\pset recordsep_zero
select * from fetched;
\pset recordsep '\n'
\pset format csv
select * from fetched;
\x
select * from fetched;
\pset format html
select * from fetched;
\x
select * from fetched;
\t
select * from fetched;
\t
\pset format asciidoc
select * from fetched;
\x
select * from fetched;
\x
\pset format wrapped
\pset columns 20
select id, name || ' ' || name as long from fetched;
\x auto
select id, name || ' ' || name as long from fetched;
\x off
\pset format aligned
\pset columns 12
\x auto
select * from fetched;
\x off
\pset columns 0
\pset title
\pset null none
\pset footer off
select id, null as nothing from fetched;
\pset footer on
\pset tuples_only on
select * from fetched;
\pset tuples_only off
-- with a destination
select * from fetched \g fetched.out
select * from fetched \gx
select * from fetched \g (format=csv tuples_only=on)
select count(*) as n, max(id) as m from fetched \gset
\echo :n :m
select id from fetched where id < 0 \gset
select id, id % 2 as odd, name from fetched where id < 6 \crosstabview id odd name
select 'select ' || id from fetched where id < 5 \gexec
select 1 as a, 2::bigint as b, 3.5 as c, true as much_longer_than_the_others \gdesc
-- in a transaction, and where it fails
begin;
select * from fetched;
savepoint s;
select 1/(id - 5) from fetched;
select 1;
rollback to s;
select count(*) from fetched;
commit;
\set ON_ERROR_ROLLBACK on
begin;
select 1/(id - 5) from fetched;
select id from fetched;
commit;
\set AUTOCOMMIT off
select id from fetched where id > 3;
commit;
\set AUTOCOMMIT on
\set SHOW_ALL_RESULTS off
select id from fetched;
\set SHOW_ALL_RESULTS on
\set ECHO errors
select 1/(id - 5) as failing from fetched;
\set ECHO none
\o fetched2.out
select * from fetched;
\o
\set FETCH_COUNT 1
select id from fetched where id < 4;
\set FETCH_COUNT 1000
select * from fetched;
\set FETCH_COUNT 0
select * from fetched;
\set FETCH_COUNT many
\set FETCH_COUNT -1
select * from fetched;
\unset FETCH_COUNT
\echo :FETCH_COUNT
