-- Variables whose bytes are no characters of the session's encoding cannot be quoted.
\set x 'café'
\set y 'écafé'
\set z 'ÆüŽ¶'
\set g 'cafÃ©'
\encoding utf8
\echo :'x' :"x" :x
select length(:'x') as l;
select 1 as :"x";
\echo :'y' :"y" :y
select length(:'y') as l;
select 1 as :"y";
\echo :'z' :"z" :z
select length(:'z') as l;
select 1 as :"z";
\echo :'g' :"g" :g
select length(:'g') as l;
select 1 as :"g";
\encoding euc_jp
\echo :'x' :"x" :x
select length(:'x') as l;
select 1 as :"x";
\echo :'y' :"y" :y
select length(:'y') as l;
select 1 as :"y";
\echo :'z' :"z" :z
select length(:'z') as l;
select 1 as :"z";
\echo :'g' :"g" :g
select length(:'g') as l;
select 1 as :"g";
\encoding euc_kr
\echo :'x' :"x" :x
select length(:'x') as l;
select 1 as :"x";
\echo :'y' :"y" :y
select length(:'y') as l;
select 1 as :"y";
\echo :'z' :"z" :z
select length(:'z') as l;
select 1 as :"z";
\echo :'g' :"g" :g
select length(:'g') as l;
select 1 as :"g";
\encoding euc_cn
\echo :'x' :"x" :x
select length(:'x') as l;
select 1 as :"x";
\echo :'y' :"y" :y
select length(:'y') as l;
select 1 as :"y";
\echo :'z' :"z" :z
select length(:'z') as l;
select 1 as :"z";
\echo :'g' :"g" :g
select length(:'g') as l;
select 1 as :"g";
\encoding euc_tw
\echo :'x' :"x" :x
select length(:'x') as l;
select 1 as :"x";
\echo :'y' :"y" :y
select length(:'y') as l;
select 1 as :"y";
\echo :'z' :"z" :z
select length(:'z') as l;
select 1 as :"z";
\echo :'g' :"g" :g
select length(:'g') as l;
select 1 as :"g";
\encoding latin1
\echo :'x' :"x" :x
select length(:'x') as l;
select 1 as :"x";
\echo :'y' :"y" :y
select length(:'y') as l;
select 1 as :"y";
\echo :'z' :"z" :z
select length(:'z') as l;
select 1 as :"z";
\echo :'g' :"g" :g
select length(:'g') as l;
select 1 as :"g";
\encoding sql_ascii
\echo :'x' :"x" :x
select length(:'x') as l;
select 1 as :"x";
\echo :'y' :"y" :y
select length(:'y') as l;
select 1 as :"y";
\echo :'z' :"z" :z
select length(:'z') as l;
select 1 as :"z";
\echo :'g' :"g" :g
select length(:'g') as l;
select 1 as :"g";
