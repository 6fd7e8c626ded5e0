package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.session.ExtendedQuery;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code \bind}, {@code \g} and their like say of the statement that is sent next, and of no other: whoever sends it takes it
 * along ({@link Shell#takeNext}).
 *
 * @param use what becomes of what it brings
 * @param extended what becomes of the query; null where it is sent as it is
 * @param saved the print settings to go back to; null where they are as they were
 */
record NextStatement(
        Use use,
        @Nullable Function<String, ExtendedQuery> extended,
        @Nullable PrintSettings saved) {
    /** Of which nothing has been said. */
    static final NextStatement PLAIN = new NextStatement(new Use.Shown(null), null, null);

    /** What becomes of results. */
    sealed interface Use {
        /** Whether only the last one matters, which is known when there is no other. */
        default boolean waitsForLast() {
            return switch (this) {
                case Stored _, Executed _, Crossed _ -> true;
                case Shown _, Described _ -> false;
            };
        }

        /** They are printed, by {@code \g FILE} into a file; null where they go where all go. */
        record Shown(@Nullable String file) implements Use {}

        /** {@code \gset [PREFIX]}: the only row becomes variables. */
        record Stored(String prefix) implements Use {}

        /** {@code \gexec}: each value is a statement. */
        record Executed() implements Use {}

        /** {@code \crosstabview}, its columns as they are named. */
        record Crossed(List<String> columns) implements Use {}

        /** {@code \gdesc}: there are none, only their columns are told. */
        record Described() implements Use {}
    }

    NextStatement with(Use what) {
        return new NextStatement(what, extended, saved);
    }

    NextStatement as(@Nullable Function<String, ExtendedQuery> query) {
        return new NextStatement(use, query, saved);
    }

    /** With print settings of its own, which may be changed from now on. */
    NextStatement saving(PrintSettings print) {
        return saved == null ? new NextStatement(use, extended, print.copy()) : this;
    }

    /** It is over: the print settings are what they were. */
    void restore(PrintSettings print) {
        if (saved != null) {
            print.take(saved);
        }
    }
}
