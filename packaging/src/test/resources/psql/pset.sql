\pset
\pset border 2
\pset border
\pset columns 80
\pset columns
\pset expanded auto
\pset expanded
\pset expanded
\pset expanded bad
\pset x off
\pset vertical on
\pset vertical off
\pset fieldsep ,
\pset fieldsep
\pset fieldsep_zero
\pset fieldsep
\pset footer off
\pset footer
\pset footer bad
\pset format u
\pset format a
\pset format wr
\pset format
\pset format aligned
\pset linestyle u
\pset linestyle old
\pset linestyle bad
\pset linestyle
\pset linestyle ascii
\pset null 'x y'
\pset null
\pset numericlocale
\pset numericlocale
\pset numericlocale on
\pset numericlocale off
\pset pager always
\pset pager off
\pset pager
\pset pager
\pset pager bad
\pset pager_min_lines 1
\pset pager_min_lines 2
\pset recordsep '\n\n'
\pset recordsep
\pset recordsep_zero
\pset recordsep '\n'
\pset tableattr 'a="b"'
\pset tableattr
\pset title 'x''y'
\pset title
\pset tuples_only
\pset tuples_only
\pset tuples_only on
\pset t off
\pset unicode_border_linestyle double
\pset unicode_column_linestyle d
\pset unicode_header_linestyle s
\pset unicode_header_linestyle bad
\pset nosuch
\pset nosuch value
\pset csv_fieldsep ;
\pset csv_fieldsep
\pset csv_fieldsep é
\pset border 1 extra arguments
\pset
\x
\x on
\x off
\x auto
\x bad
\t
\t bad
\t off
\a
\a
\f
\f ,
\C
\C title
\C
\T
\T attr
\H
\H
\timing bad
\timing off
\set QUIET on
\pset border 2
\x
\x
\a
\a
create temp table quiet(i int);
insert into quiet values (1);
select * from quiet;
\set QUIET off
\unset QUIET
insert into quiet values (2);

\pset title 'a	b	c'
select 1 as x, repeat('x', 40) as y;
\pset border 2
select 1 as x, repeat('x', 40) as y;
\x
select 1 as x;
\x
\pset title 'a	b
c	d'
select 1 as x;
