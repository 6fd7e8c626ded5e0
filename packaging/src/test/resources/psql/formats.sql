create temp table f(id int, name text, amount numeric, note text);
insert into f values (1,'one',1234567.891,E'first\nnote'),(2,'two & <b>',-1234,null),(3,'thr|ee',0.5,'"quoted", text'),(10,'  lead',1e10,'');
\pset format aligned
select * from f;
\pset border 0
select * from f;
\pset border 1
select * from f;
\pset border 2
select * from f;
\pset border 3
select * from f;
\pset linestyle old-ascii
\pset border 0
select * from f;
\pset border 1
select * from f;
\pset border 2
select * from f;
\pset linestyle unicode
\pset border 0
select * from f;
\pset border 1
select * from f;
\pset border 2
select * from f;
\pset unicode_border_linestyle double
select 1 as a, 2 as b;
\pset unicode_column_linestyle double
select 1 as a, 2 as b;
\pset unicode_header_linestyle double
select 1 as a, 2 as b;
\pset unicode_border_linestyle single
select 1 as a, 2 as b;
\pset unicode_column_linestyle single
\pset unicode_header_linestyle single
\pset linestyle ascii
\pset border 1
\x on
select * from f;
\pset border 0
select * from f;
\pset border 2
select * from f;
\pset linestyle old-ascii
select * from f;
\pset border 1
select * from f;
\pset linestyle unicode
select * from f;
select * from f where false;
\t on
select * from f;
\t off
\pset linestyle ascii
\pset border 1
\x off
\pset format wrapped
\pset columns 30
select * from f;
select repeat('abc ',20) as a, repeat('x',30) as b, 1 as c;
\x on
select repeat('abc ',20) as a, repeat('x',30) as b, 1 as c;
\pset border 0
select repeat('abc ',20) as a, E'x\ny' as b, 1 as c;
\pset border 2
select repeat('abc ',20) as a, E'x\ny' as b, 1 as c;
\pset border 1
\pset linestyle old-ascii
select repeat('abc ',20) as a, E'x\ny' as b, 1 as c;
\x off
select repeat('abc ',20) as a, E'x\ny' as b, 1 as c;
\pset linestyle unicode
select repeat('abc ',20) as a, E'x\ny' as b, 1 as c;
\pset linestyle ascii
\pset columns 0
\x auto
\pset columns 40
\pset format aligned
select 1 as a, 2 as b;
select repeat('x',30) as a, repeat('y',30) as b;
select repeat('x',60) as a;
\x off
\pset columns 0
\pset format unaligned
select * from f;
\pset fieldsep ' ; '
\pset recordsep '|\n'
select * from f;
\x on
select * from f;
\x off
\t
select * from f;
\t
\pset fieldsep_zero
select 1, 2;
\pset fieldsep '|'
\pset recordsep_zero
select 1, 2;
\pset recordsep '\n'
\pset format csv
select * from f;
\pset csv_fieldsep ';'
select * from f;
\pset csv_fieldsep '\t'
select * from f;
\pset csv_fieldsep 'ab'
\pset csv_fieldsep '"'
\pset csv_fieldsep ','
\x on
select * from f;
\x off
\t on
select * from f;
\t off
\pset format html
select * from f;
\pset border 0
\T 'class="x"'
\C 'A <title>'
select * from f;
\x on
select * from f;
\t on
select * from f;
\t off
\x off
create temp table html_tag(i int);
\T
\C
\pset border 1
\pset format asciidoc
select * from f;
\C 'A title'
\pset border 2
select * from f;
\x on
select * from f;
\pset border 0
\t on
select * from f;
\t off
\x off
select * from f where false;
\pset border 1
\pset format aligned
select * from f where id < 3;
\x
select * from f where id < 3;
\x
\C
\pset footer off
select 1;
select 1 where false;
\pset format unaligned
select 1;
\pset footer on
\pset format aligned
\pset numericlocale on
select * from f;
select 1234567::int, -1234567.1234::numeric, 123::int, 1e20::float8, '1234567'::text;
\pset numericlocale off
\a
select 1, 2;
\a
\H
select 1;
\H
\f '#'
\a
select 1, 2;
\a
select 1 as a, 2 as b \gx
select 1 as a, 2 as b \g (format=csv)
select 1 as a, 2 as b \g (format=unaligned fieldsep=' ' tuples_only=on)
select 1 as a \g (nosuch=1)
;
select 1 as a \g (border=2
;
select 1 as b;
