package io.dbvouch.access;

/**
 * What went over a session's connection.
 *
 * @param statements those that the server is done with, the failed ones included
 * @param failed those that failed
 * @param rows that the server sent
 * @param received bytes from the server, without what TLS adds
 * @param sent bytes to the server, likewise
 */
public record Traffic(long statements, long failed, long rows, long received, long sent) {}
