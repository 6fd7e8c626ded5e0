package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.session.ExtendedQuery;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@code \g} and its like say of the statement that is sent next, and of no other. */
final class NextStatement {
    /** {@code \g FILE}. */
    @Nullable
    String file;

    /** {@code \gset [PREFIX]}: null where results are printed. */
    @Nullable
    String variablePrefix;

    /** {@code \\crosstabview}, its columns as they are named; null where results are printed as they are. */
    @Nullable
    List<String> crosstab;

    /** {@code \\bind} and its like: what becomes of the query; null where it is sent as it is. */
    @Nullable
    Function<String, ExtendedQuery> extended;

    boolean describe;
    boolean execute;
    /** The print settings to go back to. */
    @Nullable
    PrintSettings saved;

    /** The other side of {@code \copy}; null where data comes from the script, and goes where results go. */
    @Nullable
    CopyFile copy;

    void reset(PrintSettings print) {
        if (saved != null) {
            print.take(saved);
        }
        file = null;
        variablePrefix = null;
        crosstab = null;
        extended = null;
        describe = false;
        execute = false;
        saved = null;
    }

    /** Whether only the last result matters, which is known when there is no other. */
    boolean waitsForLast() {
        return variablePrefix != null || execute || crosstab != null;
    }
}
