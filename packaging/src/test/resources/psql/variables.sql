\set a 1
\set b 'two words'
\set c :a :b
\echo :a :b :c
\echo :'b' :"b" :{?a} :{?nosuch} :nosuch :'nosuch' :"nosuch"
select :a, :'b', :"b" from (select 1 as "two words") x;
\set stmt 'select 1 as one; select 2 as two;'
:stmt
\set part 'as x from (values (1),(2)) v(x)'
select x :part;
\set quoted 'it''s "q" \\ back'
\echo :quoted
select :'quoted';
select :"quoted" from (select 1 as "it's ""q"" \ back") y;
\unset a
\echo :a :{?a}
\unset nosuch
\unset
\set bad-name 1
\set 'bad name' 1
\set é accent
\echo :é
\set empty
\echo [:empty] :{?empty}
select ':a', $$:a$$, ":a" from (select 1 as ":a") x;
\set self ':self'
select :self;
\set a 1
select :a::int, :a :: text, array[1,2,3][:a:2];
\echo -n no newline
\echo
\echo '-n' quoted
\echo one   two	three
\echo 'tab\there' 'nl\nhere' '\101\x42' 'it''s'
\echo "double quoted" "a""b"
\echo a;b;
\echo :a;
\echo :a:b x:a:y
\qecho to query output
\warn to stderr
\warn -n no newline
\warn
\set AUTOCOMMIT bad
\set AUTOCOMMIT
\echo :AUTOCOMMIT
\set ON_ERROR_STOP 2
\set ON_ERROR_ROLLBACK maybe
\set ECHO bad
\set ECHO_HIDDEN bad
\set FETCH_COUNT x
\set FETCH_COUNT 10
select generate_series(1,3);
\set FETCH_COUNT 0
\set HISTSIZE abc
\set HISTSIZE 100
\set HISTCONTROL bad
\set COMP_KEYWORD_CASE bad
\set COMP_KEYWORD_CASE upper
\set IGNOREEOF abc
\echo :IGNOREEOF
\unset IGNOREEOF
\echo :IGNOREEOF
\set SINGLELINE x
\set QUIET x
\set SHOW_ALL_RESULTS off
select 1\; select 2\; select 3;
\set SHOW_ALL_RESULTS on
\echo :DBNAME :USER :PORT :ENCODING :SERVER_VERSION_NUM
\echo :ROW_COUNT
select 1 union select 2;
\echo :ROW_COUNT :ERROR :SQLSTATE
select 1 as x, 'two' as y, null as z \gset
\echo :x :y :z
select 3 as x, 4 as y \gset pre_
\echo :pre_x :pre_y
select 1 where false \gset
select generate_series(1,2) \gset
select 1 as "bad name" \gset
select 1 as "AUTOCOMMIT", 2 as ok \gset
\echo :ok
select 1/0 \gset
select 1 as one\; select 2 as two \gset
\echo :one :two
select 'select 1 as ' || x from (values ('a'),('b'),(null)) v(x) \gexec
select 'select 1/0', 'select 2' \gexec
create temp table ge(i int);
select format('insert into ge values (%s)', i) from generate_series(1,3) i \gexec
select * from ge;
select 1 as a, 'x'::varchar(5) as b, 1.5::numeric(10,2) as c \gdesc
create temp table gd(i int) \gdesc
select nosuch \gdesc
insert into ge values (1) \gdesc
select 1 as "quote'd", now() \gdesc
\set ECHO queries
select 1;
\set ECHO all
select 2;
\echo echoed
-- comment
\set ECHO none
\getenv home_is_unset NOSUCH_VARIABLE_HERE
\echo :{?home_is_unset}
\getenv
\setenv
\setenv a=b c
\setenv DBV_X value
\getenv x2 DBV_X
\echo :x2
\set VERBOSITY
\set lower 'abc'
select :'lower' || :'lower';
\set n 5
select * from generate_series(1,:n) limit :n;
\set ON_ERROR_ROLLBACK on
begin;
create temp table oer(i int);
select 1/0;
insert into oer values (1);
savepoint s1;
select nosuch;
release s1;
commit;
select * from oer;
\set ON_ERROR_ROLLBACK off
\set AUTOCOMMIT off
create temp table ac(i int);
insert into ac values (1);
rollback;
select * from ac;
rollback;
begin;
select 1;
commit;
\set AUTOCOMMIT on
select 2;
