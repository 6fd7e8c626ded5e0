\encoding latin1
\encoding
