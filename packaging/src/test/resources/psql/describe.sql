set search_path = scratch;
create table parent(id int generated always as identity primary key, code text not null unique, price numeric(10,2) default 0.5 check (price >= 0), note varchar(20) collate "C", doubled numeric generated always as (price * 2) stored);
comment on table parent is 'the parent';
comment on column parent.code is 'a code';
create table child(id serial primary key, parent_id int references parent(id) on delete cascade, tags text[], data jsonb default '{}', "Odd Name" date);
create index child_tags on child using gin (tags);
create index child_partial on child (parent_id desc nulls last) where parent_id > 10;
create unique index child_expr on child (lower("Odd Name"::text)) ;
create unique index child_expr on child ((data->>'x'));
alter table child add constraint no_overlap exclude using btree (id with =);
alter table child cluster on child_pkey;
create table inherited(extra int) inherits (parent);
create table typed_source(a int, b text);
create type comp as (x int, y text);
create table typed of comp;
create type mood as enum ('sad', 'ok', 'happy');
create domain posint as int check (value > 0) not null default 1;
create domain plain as text collate "C";
create sequence seq start 10 increment 5 maxvalue 100 cycle cache 2;
create unlogged table unlogged(i int);
create table parts(id int, at date) partition by range (at);
create table parts_2025 partition of parts for values from ('2025-01-01') to ('2026-01-01');
create table parts_rest partition of parts default;
create table parts_sub partition of parts for values from ('2026-01-01') to ('2027-01-01') partition by list (id);
create index on parts (id);
alter table parts add primary key (id, at);
create table empty_parts(id int) partition by hash (id);
create view v as select id, code from parent where price > 1;
create view v_check with (security_barrier) as select * from parent where id > 0 with local check option;
create materialized view mv as select count(*) as n from parent;
create function trg() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger before_ins before insert on child for each row execute function trg();
create trigger disabled_one after update of tags on child for each row when (new.id > 1) execute function trg();
alter table child disable trigger disabled_one;
create trigger part_trg after insert on parts for each row execute function trg();
create rule notify_me as on update to child do also notify x;
alter table child enable row level security;
create policy mine on child for select to public using (id > 0);
create policy theirs on child as restrictive for all using (true) with check (id < 100);
create function add(a int, b int default 2) returns int language sql immutable return a + b;
create function add(a text) returns text language sql as 'select a';
create procedure proc(inout x int) language plpgsql as $$ begin x := 1; end $$;
create aggregate agg(int) (sfunc = int4pl, stype = int, initcond = '0');
create cast (comp as mood) with inout;
grant select on parent to public;
grant update (code) on parent to public;
\d
\d+
\dt
\dt+
\dv
\dm
\di
\di+ scratch.*
\ds
\dtvs
\dE
\dS nosuch
\dt scratch.p*
\dt *.parent
\dt "Parent"
\dt PARENT
\dt par?nt
\dt scratch.
\dt nosuch
\dt a.b.c
\dt a.b.c.d
\dt company.scratch.parent
\dt pg_catalog.pg_cla*
\d parent
\d+ parent
\d child
\d+ child
\d inherited
\d typed
\d comp
\d seq
\d child_id_seq
\d parent_id_seq
\d unlogged
\d parts
\d+ parts
\d parts_2025
\d+ parts_2025
\d parts_sub
\d+ parts_sub
\d empty_parts
\d v
\d+ v
\d+ v_check
\d mv
\d+ mv
\d child_pkey
\d child_partial
\d+ child_tags
\d parts_pkey
\d child_expr
\d nosuch
\d scratch.p*
\dn
\dn scratch
\dn+ scratch
\dn scr*
\df
\df+ add
\df add int
\df add text
\df scratch.* - int
\dfa
\dfp
\dft
\dfw scratch.*
\dfn
\dfx
\df nosuch
\df pg_catalog.lower
\dT
\dT+
\dT mood
\dT int
\dD
\dD+
\dp
\dp parent
\z child
\du nosuch
\du arianna
\dg arianna
\du+ arianna
\db
\dx
\dx nosuch
\dx+ plpgsql
\dx+ nosuch
\dC scratch.*
\dC mood
\sf add(int,int)
\sf add(text)
\sf+ trg
\sf proc
\sf nosuch
\sf add
\sf
\sv v
\sv v_check
\sv+ v
\sv parent
\sv nosuch
\sv
\x
\dt parent
\d parent
\d seq
\du arianna
\x
\t
\dt parent
\d parent
\t
\pset format csv
\dt parent
\d parent
\pset format unaligned
\d child
\pset format html
\d parent
\pset format asciidoc
\d parent
\pset format aligned
\pset null 'NULL!'
\dt+ child
\d child
\pset null ''
\pset footer off
\dt parent
\pset footer on
\pset border 2
\d child
\pset border 1
\C 'mine'
\dt parent
\C
\set HIDE_TABLEAM on
\d+ unlogged
\dt+ unlogged
\set HIDE_TABLEAM off
\set HIDE_TOAST_COMPRESSION on
\d+ unlogged
\set QUIET on
\d nosuch
\dt nosuch
\set QUIET off
\dt parent extra
\dnosuch
\dqq
\dfz
\sf 1
\sf+ 1
\sv 1
\sv+ 1
\conninfo
drop owned by current_user cascade;
