-- A session whose text is not UTF-8: bytes pass, and columns are as wide as psql takes them to be.
create temporary table t (id int, a text);
insert into t values (1, 'cafÃ©'), (2, 'naÃ¯ve faÃ§ade'), (3, null), (4, E'two\nlÃ­nes\tand Ã©');
set client_encoding = latin1;
\encoding
\echo :ENCODING
show client_encoding;
select * from t order by id;
\pset format unaligned
select id, a from t order by id;
\pset format csv
select id, a from t order by id;
\pset format html
select id, a from t order by id;
\pset format asciidoc
select id, a from t order by id;
\pset format wrapped
select id, a from t order by id;
\pset format aligned
select id, a from t order by id;
\x
select * from t order by id;
\x
-- Latin 1 in the script.
insert into t values (5, 'Straße über Ærø');
select * from t where a like '%ß%';
select a, length(a), octet_length(a) from t where id = 5;
select 'é' as "nämé", 1 as "é";
-- UTF-8 in the script is two characters for each.
select 'Ã©' as "Ã©", length('Ã©');
\pset null 'Ã©'
select * from t where id = 3;
\pset title 'TÃ¯tle of it'
select 1 as one_column_that_is_wide;
\pset title 'Tïtle of it'
select 1 as one_column_that_is_wide;
\pset title
\pset null ''
-- Control characters of Latin 1.
select chr(133) || 'x' || chr(155) as c1, E'a\x1b[0mb' as c0;
-- Errors and notices point where they should.
select 'éééé', nope;
select 'Ã©Ã©Ã©Ã©', nope;
select 'éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé', nope, 'ééééééééééééééééééé';
select * from "café";
do $$ begin raise notice 'é ü %', 'ö' using hint = 'à', detail = 'ñ'; end $$;
do $$ begin raise exception 'é ü %', 'ö' using hint = 'à', detail = 'ñ'; end $$;
\errverbose
select U&'\20ac';
select E'\u20ac' as euro;
\encoding latin9
select E'\u20ac' as euro;
\encoding win1252
select E'\u20ac' as euro, chr(8220) as quote;
\encoding latin1
-- Variables.
select a as v, 'x' as "vÃ¤" from t where id = 1 \gset
\echo :v :'v' :vÃ¤
\echo :v :'v' :vä
select :'v' = a as same, length(:'v') from t where id = 1;
\set w 'ü'
select :'w', :'w' as :"w";
\encoding utf8
\echo :v
select 'Ã©' as "Ã©";
\encoding latin1
-- COPY.
copy t from stdin;
6	grün
7	grÃ¼n
\.
select * from t where id > 5;
copy t to stdout;
\copy (select a from t where id in (1, 6)) to stdout csv header
-- Files.
\o encodings.out
select a from t where id in (1, 6);
copy (select a from t where id = 6) to stdout;
select 1 \; select 'ñ';
\qecho ñ
\o
\encoding utf8
create temporary table bytes (line text);
\encoding latin1
\copy bytes from 'encodings.out'
select * from bytes;
select 'é' as q
\w encodings.out
\p
\g
\i encodings.out
;
select a from t where id = 6 \g encodings.out
\copy bytes from 'encodings.out'
select * from bytes;
-- Names in listings.
create temporary table "größe" ("länge" int primary key, "ü b" text default 'ö');
comment on table "größe" is 'Maß aller Dinge';
\t
\d größe
\d grÃ¶ÃŸe
\t
\dt gr\"*\"
insert into "größe" values (1, 'é') returning *;
insert into "größe" values (1, 'é');
select "länge", "ü b", 1 from "größe" \crosstabview "länge" "ü b"
select 'select ''é''' as s \gexec
select 'é' as "é" \gdesc
listen "é";
drop table "größe";
\warn é
\echo é
\nöpe
-- Names of encodings.
\encoding nonsense
\encoding
\echo :ENCODING
\encoding "no'ne"
\encoding
\echo :ENCODING
\encoding ISO-8859-1
\encoding
\echo :ENCODING
\encoding koi8
\encoding
\echo :ENCODING
\encoding Windows-1251
\encoding
\echo :ENCODING
\encoding EUC-JP
\encoding
\echo :ENCODING
\encoding unicode
\encoding
\echo :ENCODING
\encoding utf-8
\encoding
\echo :ENCODING
\encoding ''
\encoding
\echo :ENCODING
\encoding SQL_ASCII
\encoding
\echo :ENCODING
select 'Ã©', a from t where id = 6;
set client_encoding to default;
\encoding
select a from t where id = 6;
begin;
set local client_encoding = latin2;
\encoding
select '³' as l;
commit;
\encoding
begin;
select 1/0;
\encoding latin1
\encoding
rollback;
set names 'latin1';
\encoding
select set_config('client_encoding', 'koi8r', false);
select 'ðÒÉ×ÅÔ' as p;
reset client_encoding;
\encoding
set client_encoding = latin1;
show client_encoding;
set client_encoding = latin2;
show client_encoding;
set client_encoding = latin3;
show client_encoding;
set client_encoding = latin4;
show client_encoding;
set client_encoding = latin5;
show client_encoding;
set client_encoding = latin6;
show client_encoding;
set client_encoding = latin7;
show client_encoding;
set client_encoding = latin8;
show client_encoding;
set client_encoding = latin9;
show client_encoding;
set client_encoding = latin10;
show client_encoding;
set client_encoding = win866;
show client_encoding;
set client_encoding = win874;
show client_encoding;
set client_encoding = win1250;
show client_encoding;
set client_encoding = win1251;
show client_encoding;
set client_encoding = win1252;
show client_encoding;
set client_encoding = win1253;
show client_encoding;
set client_encoding = win1254;
show client_encoding;
set client_encoding = win1255;
show client_encoding;
set client_encoding = win1256;
show client_encoding;
set client_encoding = win1257;
show client_encoding;
set client_encoding = win1258;
show client_encoding;
set client_encoding = iso_8859_5;
show client_encoding;
set client_encoding = iso_8859_6;
show client_encoding;
set client_encoding = iso_8859_7;
show client_encoding;
set client_encoding = iso_8859_8;
show client_encoding;
set client_encoding = koi8r;
show client_encoding;
set client_encoding = koi8u;
show client_encoding;
set client_encoding = euc_jp;
show client_encoding;
set client_encoding = euc_jis_2004;
show client_encoding;
set client_encoding = euc_cn;
show client_encoding;
set client_encoding = euc_kr;
show client_encoding;
set client_encoding = euc_tw;
show client_encoding;
set client_encoding = mule_internal;
show client_encoding;
set client_encoding = sql_ascii;
show client_encoding;
set client_encoding = utf8;
show client_encoding;
set client_encoding = latin1 \; select 'é';
select 'é';
set client_encoding = utf8 \; select 'Ã©' as x;
select 'Ã©';
