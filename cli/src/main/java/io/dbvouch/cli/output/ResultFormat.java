package io.dbvouch.cli.output;

import java.io.IOException;

/** A form in which a query's result is written. */
public sealed interface ResultFormat
        permits AlignedFormat,
                ExpandedFormat,
                CsvFormat,
                UnalignedFormat,
                HtmlFormat,
                AsciidocFormat,
                JsonLinesFormat,
                ListingFormat,
                ShownBytes {
    /**
     * Writes a whole result, or the part of one that its options name. Does not flush.
     *
     * @return how many rows there were
     * @throws IOException if writing fails
     * @throws E if reading the rows fails; what was written until then stays written
     */
    <E extends Exception> long write(RowSource<E> rows, TextSink out) throws IOException, E;

    /** psql's default format, across or down the page. */
    static ResultFormat aligned(TableOptions options) {
        return options.expanded() ? new ExpandedFormat(options) : new AlignedFormat(options);
    }
}
