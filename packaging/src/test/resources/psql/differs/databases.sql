\l
\l+ company
