-- Results with one column's values across.
create temp table sales (who text, what text, n int, at int);
insert into sales values ('ann', 'tea', 3, 2), ('bob', 'milk', 1, 1), ('ann', 'milk', 1234567, 1), ('eve', null, 5, 3), (null, 'tea', null, 2);
select who, what, n from sales \crosstabview
select who, what, n, at from sales \crosstabview who what n at
select who, what, n, at from sales \crosstabview 2 1 3
select who, what, n, at from sales \crosstabview what who at
select who, what, n from sales \crosstabview "what" WHO
\pset null none
\pset numericlocale on
select who, what, n from sales \crosstabview
\pset null ''
\pset numericlocale off
\x
select who, what, n from sales \crosstabview
\x
\pset format csv
select who, what, n from sales \crosstabview
\pset format aligned
\t
select who, what, n from sales \crosstabview
\t
select who, what, n, at from sales \crosstabview
select who, what from sales \crosstabview
select who, what, n from sales \crosstabview who who
select who, what, n from sales \crosstabview 1 4
select who, what, n from sales \crosstabview 0
select who, what, n from sales \crosstabview nobody
select who, who, n from sales \crosstabview who
select 'a', 'b', n from sales \crosstabview
select who, what, n from sales where false \crosstabview
create temp table other () \crosstabview
select 1 \; select who, what, n from sales \crosstabview
select who, what, n from sales \crosstabview who what n at extra
select 1/0, 2, 3 \crosstabview
