\pset format latex
select 1;
