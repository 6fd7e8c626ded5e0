\h
\h nonsense
\h selects;
\help
