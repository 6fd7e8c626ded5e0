\if true
select 'in true';
\else
select 'in else';
\endif
\if false
select 'in false';
\elif yes
select 'in elif';
\elif true
select 'not here';
\else
select 'nor here';
\endif
\if 0
  \if 1
    select 'nested hidden';
  \else
    \echo hidden
  \endif
  \nosuchcommand
  \echo :undefined `false`
\else
  \echo 'else branch'
\endif
\if bad
select 'bad is false';
\endif
\if
\endif
\if true false
\endif
\else
\elif
\endif
\if true
\else
\else
\elif x
\endif
select 1
\if false
 , nosuch
\else
 , 2
\endif
;
select (1
\if false
 , (((
\endif
);
\if :{?nosuch}
\echo yes
\else
\echo no
\endif
\set flag on
\if :flag
\echo flag is on
\endif
\if of
\else
\echo of is off
\endif
\if o
\endif
\if true \echo same line \endif
\echo after
\endif
\if false \\ \echo hidden
\endif
\if false
\i nosuchfile
\copy nosuch from nosuch
\set never set
\! touch nosuch
\o nosuch
\g nosuch
\sf nosuch
\endif
\echo :{?never}
\if true
\q
\endif
