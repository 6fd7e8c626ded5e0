-- Bytes that are no UTF-8 go to the server as they are, which refuses them.
create temporary table t (a text);
insert into t values ('café');
insert into t values ('cafÃ©');
select a, octet_length(a) from t;
select 'cut â‚';
prepare p as select $1::text; execute p('ÿ');
select 1 "café";
