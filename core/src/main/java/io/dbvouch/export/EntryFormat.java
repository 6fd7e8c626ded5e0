package io.dbvouch.export;

import io.dbvouch.access.EntryView;

/** A form for entries, one line or row each. The package documentation has the mappings. */
public sealed interface EntryFormat permits OcsfFormat, CefFormat, CsvFormat {
    /** What stands before the first entry, with its line end; empty where nothing does. */
    String header();

    /** An entry, with its line end. */
    String line(EntryView entry);
}
