package io.dbvouch.access;

/** Where a session is, as the server says after each message ({@code ReadyForQuery}). */
public enum TransactionStatus {
    /** In no transaction. */
    IDLE,
    IN_TRANSACTION,
    /** In a transaction that an error has broken: until its end, nothing is run. */
    FAILED
}
