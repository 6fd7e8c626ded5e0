package io.dbvouch.cli.shell.session;

import java.util.List;

/**
 * What is sent by the extended query protocol, one statement at a time.
 *
 * @see <a href="https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY">Extended query</a>
 */
public sealed interface ExtendedQuery {
    /** A statement with values for its parameters, as text. */
    record WithValues(String sql, List<String> values) implements ExtendedQuery {}

    /** A statement that is prepared under a name; the empty one is for a single use. */
    record Prepare(String name, String sql) implements ExtendedQuery {}

    /** A statement that was prepared, with values for its parameters. */
    record Prepared(String name, List<String> values) implements ExtendedQuery {}

    /** A prepared statement that is to be forgotten. */
    record Close(String name) implements ExtendedQuery {}
}
