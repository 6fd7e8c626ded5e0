create temp table c(id int, name text, n numeric);
copy c from stdin;
1	one	1.5
2	two\ttab	\N
3	it's ; \\. quoted	0
\.
select * from c;
copy c to stdout;
copy c (id, name) to stdout with (format csv, header);
copy (select id from c order by id) to stdout;
copy c from stdin with (delimiter ';', null '');
4;four, quoted;4
5;;5
\.
select count(*) from c;
copy c from stdin;
bad	row
\.
select count(*) from c;
copy c from stdin;
6	six	6
7	seven
\.
\echo after error
copy nosuch from stdin;
select 1;
copy nosuch to stdout;
\copy c to stdout
\copy c (id) to stdout csv
\copy (select 'a;b' as x, "id" from c where id = 1) to stdout with csv header
\copy c from stdin
8	eight	8
9	nine	9
\.
select count(*) from c;
\copy c to copy-test.txt
truncate c;
\copy c from copy-test.txt
select * from c order by id;
\copy c from '/nosuch/file'
\copy c from /tmp
\copy c to '/nosuch/folder/file'
\copy
\copy c
\copy c sideways x
\copy c (id from x
\copy nosuch to stdout
\copy nosuch from stdin
\copy pg_temp.c(id,name) to stdout
\copy "c" to pstdout
\COPY c(id) to STDOUT;
copy (select 1) to stdout;
copy (select 1 where false) to stdout;
copy c(id) from stdin;
\.
begin;
copy c from stdin;
x
\.
select 1;
rollback;
\set ON_ERROR_STOP 0
copy (values (E'a\tb', E'c\nd', E'e\\f', null)) to stdout;
copy (values ('漢字', 'é')) to stdout with (format csv, force_quote *);
truncate c;
copy c from stdin with (format text, header, delimiter ';');
id;name;n
1;a;1
2;b,c;2
\.
select * from c;
\echo :ROW_COUNT

\copy (select 1 union select 2) to ~/nosuch/x
\copy c from ~/nosuch/x
select 1 union select 2 order by 1;
\echo :ROW_COUNT
copy (select 1 union select 2 order by 1) to stdout;
\echo :ROW_COUNT
copy (select 1 union select 2 order by 1) to stdout \g copied
\echo :ROW_COUNT
\copy (select 1 union select 2 order by 1) to stdout
\echo :ROW_COUNT
\copy (select 1 union select 2) to /dev/null
\echo :ROW_COUNT
copy (select 1 union select 2 order by 1) to stdout \; select 3;
\echo :ROW_COUNT
select 3 \; copy (select 1 union select 2 order by 1) to stdout;
\echo :ROW_COUNT
