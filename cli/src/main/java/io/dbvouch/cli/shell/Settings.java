package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.ErrorFormat.ContextVisibility;
import io.dbvouch.cli.output.ErrorFormat.Verbosity;
import io.dbvouch.wire.ClientEncoding;

/** What special variables set. Each of them writes its field, and nothing else does. */
final class Settings {
    boolean autocommit = true;
    boolean onErrorStop;
    boolean quiet;
    boolean singleLine;
    boolean singleStep;
    boolean showAllResults = true;
    boolean hideCompression;
    boolean hideAccessMethod;
    /** How many rows of a query are printed at a time; 0 or less for all. */
    int fetchCount;

    OnErrorRollback onErrorRollback = OnErrorRollback.OFF;
    Echo echo = Echo.NONE;
    EchoHidden echoHidden = EchoHidden.OFF;
    Verbosity verbosity = Verbosity.DEFAULT;
    ContextVisibility showContext = ContextVisibility.ERRORS;

    /** What the session speaks, as far as a statement that is over has made it. */
    ClientEncoding encoding = ClientEncoding.UTF8;

    /** {@code \timing}, which has no variable. */
    boolean timing;

    /** Whether an error within a transaction takes back the statement alone. */
    enum OnErrorRollback {
        OFF,
        ON,
        /** Where somebody types: not in scripts. */
        INTERACTIVE
    }

    /** What of the input is written to standard output. */
    enum Echo {
        NONE,
        ERRORS,
        QUERIES,
        ALL
    }

    /** Whether the queries of backslash commands are shown. */
    enum EchoHidden {
        OFF,
        ON,
        /** Shown and not run. */
        NOEXEC
    }
}
