create table scratch.st(a int, b int);
create statistics scratch.on_both (ndistinct) on a, b from scratch.st;
\d scratch.st
drop table scratch.st;
