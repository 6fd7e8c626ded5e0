package io.dbvouch.cli.process;

import io.dbvouch.AccessException;

/**
 * What the program ends with. {@code exec} and {@code psql} pass the child's own code through; dbvouch's own failure there
 * is {@link #CHILD_NOT_STARTED}, as with {@code env} and {@code timeout}.
 */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    /** An SQL error in a script, as psql. */
    public static final int SQL_ERROR = 3;

    public static final int SIGN_IN_NEEDED = 4;
    public static final int DENIED = 5;
    public static final int UNREACHABLE = 6;
    public static final int TLS_REFUSED = 7;
    public static final int LEDGER_REFUSED = 8;
    public static final int CONFIGURATION = 9;
    public static final int CHILD_NOT_STARTED = 125;
    public static final int CHILD_NOT_RUNNABLE = 126;
    public static final int CHILD_NOT_FOUND = 127;
    /** 128 + SIGINT. */
    public static final int INTERRUPTED = 130;
    /** 128 + SIGQUIT. */
    public static final int QUIT = 131;
    /** 128 + SIGPIPE. */
    public static final int PIPE_CLOSED = 141;

    private ExitCode() {}

    /** The code for a failure. */
    public static int of(AccessException failure) {
        return switch (failure) {
            case AccessException.Failed _ -> FAILED;
            case AccessException.SignInNeeded _ -> SIGN_IN_NEEDED;
            case AccessException.Denied _ -> DENIED;
            case AccessException.Unreachable _ -> UNREACHABLE;
            case AccessException.TlsRefused _ -> TLS_REFUSED;
            case AccessException.LedgerRefused _ -> LEDGER_REFUSED;
            case AccessException.BadConfiguration _ -> CONFIGURATION;
            case AccessException.Interrupted _ -> INTERRUPTED;
        };
    }
}
