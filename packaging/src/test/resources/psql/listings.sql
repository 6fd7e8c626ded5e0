set search_path = scratch;
create text search configuration mine (copy = english);
comment on text search configuration mine is 'my words';
alter text search configuration mine alter mapping for email with simple, english_stem;
create text search dictionary mydict (template = simple, stopwords = english);
comment on text search dictionary mydict is 'my dictionary';
create conversion myconv for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
comment on conversion myconv is 'my conversion';
create function plus(int, int) returns int language sql immutable as 'select $1 + $2';
create operator #+# (leftarg = int, rightarg = int, function = plus);
create function neg(int) returns int language sql immutable as 'select -$1';
create operator !!! (rightarg = int, function = neg);
comment on operator #+# (int, int) is 'adds';
create aggregate total(int) (sfunc = int4pl, stype = int, initcond = '0');
create aggregate cnt(*) (sfunc = int8inc, stype = bigint, initcond = '0');
comment on aggregate total(int) is 'a total';
create table t (a int constraint pos check (a > 0), b int, c int, d text);
comment on constraint pos on t is 'positive';
create domain dom as int constraint dc check (value > 0);
comment on constraint dc on domain dom is 'domain positive';
create rule r as on update to t do also nothing;
comment on rule r on t is 'a rule';
create function trg() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger tr before insert on t for each row execute function trg();
comment on trigger tr on t is 'a trigger';
create statistics st (ndistinct) on a, b from t;
create statistics st2 on a, b, (c + 1) from t;
alter default privileges in schema scratch grant select on tables to public;
create table part (id int, at date) partition by range (at);
create table part1 partition of part for values from ('2025-01-01') to ('2026-01-01');
create table part2 partition of part for values from ('2026-01-01') to ('2027-01-01') partition by list (id);
create table part21 partition of part2 for values in (1);
create index on part (id);
comment on table part is 'partitioned';
insert into part select 1, '2026-05-05' from generate_series(1, 1000);
select lo_create(4711), lo_create(4712);
comment on large object 4711 is 'large';
grant select on large object 4711 to public;
\dd
\dd po*
\dd scratch.*
\dd nosuch.*
\ddS tr
\dd *.dc
\ddp
\ddp scratch
\ddp arianna
\ddp x.y
\des
\des+
\des o*
\deu
\deu+
\deu two
\deu public
\dew
\dew+
\dew dum*
\det
\det+
\det f*
\det nosuch.ft
\dA+
\dAc btree int4
\dAc+ btree pg_catalog.int4
\dAf btree integer
\dAf * scratch.dom
\dAo btree myclass
\dAo btree scratch.myclass
\dAo+ gist pg_catalog.point*
\dAp+ btree myclass
\dAf+ btree
\da
\da+
\da *
\da t*
\dc
\dc+
\dc m*
\dcS my*
\dC+
\dconfig+ work_mem
\dconfig TimeZ*
\dconfig Work_Mem
\dF
\dF+ mine
\dF mine
\dF scratch.*
\dF+ scratch.*
\dFd
\dFd+ my*
\dFp+ nosuch
\dFp+ pg_catalog.def*
\dFt+ x
\dl
\dl+
\lo_list
\lo_list+
\dl ignored
\dL
\dL+
\dL l*
\do
\do+
\do #+#
\do #+# int
\do #+# int int
\do #+# int text
\do !!!
\do !!! int
\do !!! - int
\do +* int4 int4
\do pg_catalog.*
\dP
\dP+
\dPt
\dPt+
\dPi
\dPi+
\dPn
\dPn+
\dPtn
\dPin+
\dPit
\dP part*
\dP+ part2
\dPi *id*
\drds paola
\drds paola company
\drds * nosuch
\drdsx
\dRp
\dRp+
\dRp p?
\dRp+ *.x
\dRs
\dRs sub
\dX
\dX+
\dX st
\dX scratch.st*
\dy
\dy+
\dy et
\dx x y
\dA x y
\dAc x y z
\des a.b
\dew a.b
\dy a.b
\dRp a.b
\dL a.b
\dL company.sql
\dconfig a.b
\dF a.b.c
\da a.b.c.d
\dAo a.b c
\dAc btree a.b.c
\dAo btree a.b.c
\drds a.b
\drds a b.c
\deu a.b
\x
\dRp+
\dFp+
\dF+ mine
\dy
\dn company.scratch
\dconfig plpgsql.*
\l company.x
\dt company.scratch.u
\ddp x.y.z
\ddp scr*h
\x
\pset format csv
\dA
\dFt+ simple
\pset format aligned
\t
\dL+
\dy
\t
\dAx
\dFx
\dPx
\dr
\dRx
\dex
\dconfiguration work_mem
\ddpriv
\set QUIET on
\dF+ nosuch
\dFp+ nosuch
\dRp+ nosuch
\drds nosuch
\set QUIET off
alter default privileges in schema scratch revoke select on tables from public;
select lo_unlink(4711), lo_unlink(4712);
drop owned by current_user cascade;
