\echo in inner
select 'inner' as where_;
select inner_error;
\ir deeper.sql
\echo inner goes on
