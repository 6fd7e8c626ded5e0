\echo `echo output; echo two`
\echo `exit 3` x
\echo `nosuchcommand`
\! echo shell; exit 2
\! nosuchcommand
\! kill -9 $$
\o |sed 's/^/o: /'
select 1;
\o
select 2 \g |cat -n
select 3 \g (format=csv) |head -1
\copy (select 1) to program 'cat'
\copy (select 1) to program 'cat; exit 3'
\copy (select 'it''s') to program 'sed ''s/it/this/'''
create temp table t (a int);
\copy t from program 'seq 1 4'
\copy t from program 'seq 1 4; exit 1'
\copy t from program 'nosuchcommand'
\copy t from program 'echo x'
table t;
\w |cat
\setenv X y
\! echo $X
\cd psql
\! test -f misc.sql && echo here
\echo `test -f misc.sql && echo here`
\copy (select n from generate_series(1, 100000) n) to program 'head -1'
\if false
\! echo no
\echo `echo no`
\o |cat
\endif
\set variable value
\echo `echo :variable`
\! echo :variable
\!
\! cat
