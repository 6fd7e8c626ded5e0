select 1/0;
select nosuchcolumn;
select * from nosuchtable;
selec 1;
select 'a'::int;
select 1 +
  2 +
  nosuch(3);
select aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, nosuch, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb;
select 'é漢字', nosuch, 'é漢字é漢字é漢字é漢字é漢字é漢字é漢字é漢字é漢字é漢字é漢字é漢字é漢字';
do $$ begin raise notice 'a notice'; raise warning 'a warning'; end $$;
do $$ begin raise info 'info'; raise exception 'an exception' using detail = 'the detail', hint = 'the hint', errcode = 'P0042'; end $$;
do $$ begin perform 1/0; end $$;
create temp table e(i int primary key, t text not null check (t <> 'no'));
insert into e values (1,'a');
insert into e values (1,'b');
insert into e values (2,null);
insert into e values (2,'no');
insert into e(x) values (1);
drop table nosuch;
drop table if exists nosuch;
\set VERBOSITY verbose
select 1 from nosuchtable2;
select 'x'::int;
do $$ begin raise notice 'verbose notice'; end $$;
\set VERBOSITY terse
select 1/0;
select nosuch;
insert into e values (1,'b');
\set VERBOSITY sqlstate
select 1/0;
do $$ begin raise notice 'sqlstate notice'; end $$;
\set VERBOSITY default
\set SHOW_CONTEXT always
do $$ begin raise notice 'with context'; end $$;
\set SHOW_CONTEXT never
do $$ begin perform 1/0; end $$;
\set SHOW_CONTEXT errors
\set VERBOSITY bad
\set SHOW_CONTEXT bad
select 1/0;
\errverbose
\echo :ERROR :SQLSTATE :ROW_COUNT :LAST_ERROR_SQLSTATE :LAST_ERROR_MESSAGE
select 1;
\echo :ERROR :SQLSTATE :ROW_COUNT :LAST_ERROR_SQLSTATE :LAST_ERROR_MESSAGE
\set ECHO errors
select 1/0;
select
  2/0;
\set ECHO none
select $1;
select 'unterminated E''\' from x;
	select	1,	nosuch;
select 1;;;
\nosuch command
\echo 'unterminated
select 1 \nosuch
;
select E'\xff';
execute nosuch;
fetch nosuch;
explain select nosuch;
syntax error here
;
