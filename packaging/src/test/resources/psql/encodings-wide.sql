-- Encodings of several bytes: characters of one and two columns.
set client_encoding = euc_jp;
\encoding
select 'ฦüหÜธ์' as a, 'ถล' as "ถล", 'x' as "ฦüหÜธ์";
select 'ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์', nope, 'ถลถลถลถลถลถลถลถลถลถลถลถล';
select nope, 'ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์';
select 'ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์', nope, 'ถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถล';
select 'ถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถล', nope, 'ถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถลถล';
select 'ฐกฐขฐกฐข' as three;
\pset border 2
\pset columns 22
\pset format wrapped
select 'ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์' as a, 'bถลถลถลถลถลถล' as "ถล", 'x' as "ฦüหÜธ์";
select 'xฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์ฦüหÜธ์' as a, 'bถลถลถลถลถลถล' as "ถล", 'x' as "ฦüหÜธ์" \gx
\pset format aligned
\pset columns 0
\x
select 'ฦüหÜธ์' as a, 'ถล' as "ถล", 'x' as "ฦüหÜธ์";
\x
\encoding euc_kr
select 'วัฑนพ๎' as a, E'x\ny' as b, 'วั', nope;
select 'วัฑนพ๎' as a, E'x\ny' as b;
\encoding euc_cn
select 'ึะฮฤืึ' as a, E'x\ny' as b;
\encoding euc_jis_2004
select 'ฦüหÜธ์' as a, 'ถล' as b;
reset client_encoding;
select 'ไธญๆ–' as w \g /dev/null
set client_encoding = euc_tw;
select E'\u4e2d\u6587' as a, E'\u4e28' as plane2, 1 as b;
select E'\u4e2d\u6587', nope;
set client_encoding = mule_internal;
select 'abc' as a;
reset client_encoding;
\encoding latin1
create temporary table m (a text);
insert into m values ('้');
select * from m;
\encoding mule_internal
select * from m;
\encoding latin2
select * from m;
\encoding euc_jp
select * from m;
