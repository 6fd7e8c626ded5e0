create temp table r(i int);
create rule rr as on insert to r do also (select 1; select 2);
insert into r values (1);
