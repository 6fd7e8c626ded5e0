select U&'a\200Bb' as format, U&'\FEFF' as mark;
