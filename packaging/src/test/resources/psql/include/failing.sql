\echo inner
select 1;

select nosuch_in_include;
\echo not reached either
