package io.dbvouch.sandbox.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster is to be like.
 *
 * @param directory where everything on disk goes, below a directory of its own that is gone after {@link Cluster#close()};
 *     it is created if it does not exist
 * @param rootPem where the root certificate is written for clients to trust; it is gone after {@link Cluster#close()}, too
 * @param postgres the directory that a PostgreSQL's {@code bin} is in, version 15 or newer; null: PostgreSQL 18, which comes
 *     along
 * @param port where both endpoints listen, or 0 for any free port
 * @param people the names of the people who get a database user, 1 to 63 bytes each, in any spelling
 * @param writerAliases further host names that tokens for the writer may be signed for, and that its certificate has
 * @param readerAliases the same for the reader
 */
public record ClusterSettings(
        Path directory,
        Path rootPem,
        @Nullable Path postgres,
        int port,
        List<String> people,
        List<String> writerAliases,
        List<String> readerAliases) {
    /** PostgreSQL cuts longer names (NAMEDATALEN less its terminating zero). */
    private static final int MAX_NAME_BYTES = 63;

    /** @throws IllegalArgumentException when a person's name cannot be the name of a database user */
    public ClusterSettings {
        people = List.copyOf(people);
        writerAliases = List.copyOf(writerAliases);
        readerAliases = List.copyOf(readerAliases);
        for (String person : people) {
            if (person.isEmpty() || person.indexOf('\0') >= 0 || person.getBytes(UTF_8).length > MAX_NAME_BYTES) {
                throw new IllegalArgumentException("not a name for a database user: \"" + person + "\"");
            }
        }
    }
}
