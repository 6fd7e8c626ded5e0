create temp table c(id int, name text);
copy c from stdin with (format csv);
1,"one, quoted"
\.
select * from c;
