select null, null::int, ''::text, 'x';
\pset null '(null)'
select null, null::int, ''::text, 'x';
select * from (values (1,null),(null,2),(null,null)) v(a,b);
\x
select null as a, 1 as b, null as long_name;
\x
\pset null ''
\pset null '∅'
select null as wide, 'a' as b;
\pset null
\pset format csv
select null, '', 'x';
\pset format unaligned
select null, '', 'x';
\pset format html
select null, '', ' ', 'x';
\pset format asciidoc
select null, '', ' ', 'x';
select coalesce(null, 1), nullif(1, 1);
