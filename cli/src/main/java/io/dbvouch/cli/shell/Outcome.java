package io.dbvouch.cli.shell;

/** What a backslash command comes to. */
enum Outcome {
    /** Done: the script goes on behind it. */
    DONE,
    /** What is in the query buffer is to be sent. */
    SEND,
    /** What is in the query buffer is new, and is to be read as if it stood in the script. */
    EDITED,
    /** The script ends. */
    QUIT,
    /** It has failed, and has said why. */
    ERROR,
    /** There is no such command. */
    UNKNOWN;

    static Outcome of(boolean success) {
        return success ? DONE : ERROR;
    }
}
