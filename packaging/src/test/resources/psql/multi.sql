select 1; select 2; select 3;
select 1\; select 2\; select 3;
select 1 \; select 1/0 \; select 3;
select 'a' \; select nosuch;
begin\; select 1\; commit;
select 1 -- comment ; not end
;
/* block ; comment */ select 2;
select /* nested /* deeper ; */ still ; */ 3;
-- only a comment
select 4 -- trailing
, 5;
create function pg_temp.f1() returns int language sql begin atomic select 1; select 2; end;
select pg_temp.f1();
create or replace function pg_temp.f2(a int) returns int language sql begin atomic
  select case when a > 1 then 2 else 3 end;
end;
select pg_temp.f2(2), pg_temp.f2(0);
create function pg_temp.f3() returns text language plpgsql as $body$
begin
  return 'semi;colon';
end
$body$;
select pg_temp.f3();
create temp table r(i int);
create rule rr as on insert to r do also (select 1; delete from r where false);
select (1); select ((2));
select 1 as a, (select 2; ) ;
);
select 5;
drop rule rr on r;
insert into r values (2),(3) returning i;
update r set i = i + 1 returning *;
delete from r where i > 3 returning i as gone;
delete from r;
merge into r using (select 9 as i) s on r.i = s.i when not matched then insert values (s.i);
truncate r;
select 1 \p
;
\p
select 2 \r
\p
select 3
\p
\g
\g
select 1 \g \echo after g
\w /dev/null
;
prepare p as select $1::int + 1;
execute p(41);
deallocate p;
listen ch;
unlisten ch;
set search_path = pg_catalog;
show search_path;
reset search_path;
create temp table ctas as select generate_series(1,5) g;
select count(*) from ctas \g
declare c cursor for select 1;
begin; declare c cursor for select * from ctas; fetch 2 from c; move 1 from c; close c; commit;
explain (costs off) select * from ctas where g = 1;
do $$ begin null; end $$;
call pg_temp.nosuch();
vacuum ctas;
analyze ctas;
