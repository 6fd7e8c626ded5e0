package io.dbvouch.wire;

/** What the server says next. */
public enum Answer {
    /** The columns of rows to come: {@link WireConnection#fields()}. */
    COLUMNS,
    /** A row: {@link WireConnection#row()}. */
    ROW,
    /** A statement is done: {@link WireConnection#commandTag()}. */
    COMPLETE,
    /** There was no statement. */
    EMPTY,
    /** It failed: {@link WireConnection#failure()}. */
    FAILED,
    /** It wants data: {@link WireConnection#copyIn}. */
    COPY_IN,
    /** Data is to come. */
    COPY_OUT,
    /** Some of it: {@link WireConnection#copyData}. */
    COPY_DATA,
    /** That was all of it. */
    COPY_DONE,
    PARSED,
    BOUND,
    CLOSED,
    /** What was described brings no rows. */
    NO_DATA,
    /** The types of a statement's parameters: {@link WireConnection#parameterTypes()}. */
    PARAMETERS,
    /** It is done with what was sent. */
    READY
}
