select 1;
\set ON_ERROR_STOP on
select 2;
select 1/0;
select 3;
