\dO
\dO+ "de-x-icu"
\dOS C
