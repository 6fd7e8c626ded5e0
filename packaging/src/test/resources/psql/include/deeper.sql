\echo in deeper
\nosuch
select 'no semicolon at the end' as d
