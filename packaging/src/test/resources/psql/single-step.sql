\set SINGLESTEP on
\set ECHO queries
select 1 as one;
select 2 as two \g
\set SINGLESTEP off
select 3 as three;
