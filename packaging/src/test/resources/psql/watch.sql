-- A query that is watched until it fails. Its title, which has the time, is not shown with rows only.
\t
create temp sequence s;
select 10/(3 - nextval('s')) \watch 0.01
\echo :ERROR
\watch
select 1
\echo next
;
