select 1 as one;
\echo nothing of this
create temp table logged (id int, name text);
insert into logged values (1, 'a'), (2, E'two\nlines') returning id;
\pset format csv
select * from logged;
\pset format unaligned
\x
select * from logged;
\x auto
\pset title 'a title'
select * from logged;
\pset title
\dn
copy logged to stdout;
\set ECHO_HIDDEN on
\dn
\set ECHO_HIDDEN off
select 1/0;
\o logged.out
select 5 as five;
\o
select 8 as eight \g logged.out
select 3 as x \gset
select 'select 1' \gexec
select 1 as described \gdesc
select 1 as a, 2 as b, 3 as c \crosstabview
\set QUIET on
create temp table quiet (id int);
\t
\pset format html
select 4 as four;
begin;
commit;
