\echo `echo output`
\! echo shell
\o |cat
\copy (select 1) to program 'cat'
