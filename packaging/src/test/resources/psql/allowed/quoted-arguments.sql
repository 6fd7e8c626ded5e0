\set f 'a  b;c''d'
\echo `echo :'f'`
\echo `printf '%s.' :f`
\echo `echo :"f" :'nosuch' :'f`
\if `test :'f' = "a  b;c'd" && echo 1`
\echo equal
\endif
\set empty ''
\echo `printf '<%s>' :'empty' x`
\set lines 'a
b'
\echo `echo :'lines'`
select E'a\nb' as lines \gset
\echo `echo :'lines'`
\if false
\echo `echo :'lines'`
\endif
select n from generate_series(1, 100000) n \g |head -1
select repeat('x', 200000) \g |true
select 2
\w |cat
;
\s
\s typed
\! test -e typed || echo no history
