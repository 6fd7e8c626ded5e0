\o output-test.txt
select 'to the file' as a;
\qecho qecho to the file
\echo echo to stdout
create temp table o(i int);
select 1/0;
\o
select 'to stdout' as a;
copy (select 'x') to stdout \g output-test2.txt
select 'g to file' as a \g output-test3.txt
create temp table c1(l text);
\copy c1 from 'output-test.txt'
select * from c1;
truncate c1;
\copy c1 from 'output-test2.txt'
\copy c1 from 'output-test3.txt'
select * from c1;
\o /nosuch/folder/x
select 1 \g /nosuch/folder/x
\w /nosuch/folder/x
\w
select 5 \g

\o ~/nosuch/x
select 1 \g ~/nosuch/x
\w ~/nosuch/x
