package io.dbvouch.cli.shell.scan;

/** Why a scan stopped. */
public enum ScanResult {
    /** A statement is complete, with its semicolon. */
    SEMICOLON,
    /** A backslash command begins, right behind its backslash. */
    BACKSLASH,
    /** The line ended, and something is open that has to be closed. */
    INCOMPLETE,
    /** The line ended; what there is could be sent, or go on. */
    LINE_END
}
