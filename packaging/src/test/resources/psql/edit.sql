select 'wrong' as a
\e
\p
;
\e
\p
select 'wrong' as b;
select 'wrong again' as b\e
;
select 'wrong one'; select 'wrong two' \e
\e \echo the rest of the line is not run
\p
;
select 'mended' as c
\e
\p
;
select 'wrong',
  'line' \e 2
;
select 'refused'
\e
\p
\r
select 1
\e 0
\p
\e nosuch.sql
\p
\r
\w edited.sql
select 'wrong file' as d
\w edited.sql
\r
\e edited.sql
;
select 'lost with a file that is left as it is'
\e edited.sql 1
\p
\r
\e edited.sql nonsense
\e edited.sql 1 more
select 'wrong' \e \\ select 'not run';
;
\echo a command within:
\w edited.sql
select 'wrong' as e \\g
\r
select $$wrong
lines
$$ as f, 'wrong'
\e
-- and a comment
;
select E'wrong \\e' as g, /* wrong
*/ 1 \e
;
set search_path = scratch;
create function doubled(a int) returns int language sql as $$
select a * 2 -- wrong
$$;
create view seen as select 'wrong' as what;
\ef doubled
\p
;
\sf doubled
\ef doubled(int) 2
\p
\ef doubled 2
\ef doubled 0
select 2
\ef 0
\p
\ef nosuch
\p
\ef nosuch(int)
\ef
\ev
\ev seen
;
select * from seen;
\ev seen 1
\p
\ev nosuch
\ev doubled
\ev seen extra
\if false
\e nosuch.sql
\ef nosuch
\ev nosuch
\endif
\set QUIET on
\ev seen
\set QUIET off
\s
\set QUIET on
\s history.txt
\set QUIET off
drop owned by current_user cascade;
