select 'it''s', E'tab\there', E'back\\slash', E'quote\'s', 'back\slash';
select U&'\0441\043B\043E\043D', U&"d\0061t\+000061" from (select 1 as "data") x;
select $$dollar 'quoted' ; text$$, $tag$with $$ inside$tag$;
select 'continued '
'string';
select "a;b" from (select 1 as "a;b") x;
select 'a' || $x$b$x$ || E'c';
select B'101', X'ff', b'0', x'0';
select 'multi
line
string' as m, 1 as n;
select E'a\nb\tc' as "x
y", 2;
set standard_conforming_strings = off;
set escape_string_warning = off;
select 'it\'s; off';
select E'\\';
reset standard_conforming_strings;
select '\';
select 1 as "a\b", ':notvar' as c, $$:notvar$$;
select 'a:b' , '12:30'::time, array[1,2,3][1:2];
select 1::int::text;
select N'national';
select 'é' as "é", '漢' as "漢字";
select $é$x$é$;
select a$b from (select 1 as a$b) x;
select 1 /* it's */ + 1;
select 1 -- it's
+ 1;
select ':' || 'x', ':x';
select '{"a": 1}'::jsonb ? 'a', '{"a": 1}'::jsonb ->> 'a', 5 !~ '6' ;
select 1 <> 2, 3 >= 2, 4 =-4, @ -5, 2 ^ - 1;
select '*/' , '/*';
select 'a' 'b';
