select '漢字' as a, 'ab' as b union all select 'x', '漢字漢字' order by 1;
select 'e' || U&'\0301' as combining, 'x' as y;
select '😀' as emoji, '👍🏽' as tone, 'x' as y;
select 'ÅÄÖ' as nordic, 'Ελληνικά' as greek, 'עברית' as hebrew;
select 'ｆｕｌｌ' as fullwidth, 'ﾊﾝｶｸ' as halfwidth;
select E'a\u200Bb' as zwsp_absent_in_15 where false;
\x
select '漢字' as "名前", 'value' as b;
\x
\pset border 2
select '漢字' as "名前", 'value' as b;
\pset linestyle unicode
select '漢字' as "名前", E'two\nlines' as b;
\pset border 0
select '漢字' as "名前", E'two\nlines' as b, 3;
\pset border 1
\pset format wrapped
\pset columns 20
select '漢字漢字漢字漢字漢字漢字' as w, 'bbb bbb bbb bbb' as b;
\pset columns 0
\pset format aligned
\pset linestyle ascii
select E'tab\there' as t, E'cr\rhere' as c, E'bell\x07' as b, E'esc\x1b[31mred' as e;
select E'del\x7f' as d, E'c1\u0085' as c;
select repeat('x', 100) as long;
select E'\n' as nl, E'a\n' as nl2, E'\na' as nl3;
