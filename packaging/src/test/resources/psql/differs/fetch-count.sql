\set FETCH_COUNT 2
select nothing from generate_series(1, 5);
