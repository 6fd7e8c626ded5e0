\encoding
\encoding utf8
\restrict
\restrict abc
\echo not allowed
select 1;
\unrestrict xyz
\unrestrict abc
\unrestrict abc
\echo allowed
\q extra
