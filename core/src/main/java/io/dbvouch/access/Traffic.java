package io.dbvouch.access;

/**
 * What went over a session's connection.
 *
 * @param statements those that were sent, the failed ones included; of several in one text, those that the server came to
 * @param failed those that failed, and those whose end nobody has heard, as the session ended or what they brought was not
 *     taken any more: the server may have completed such a one, or stopped it
 * @param rows that the server sent
 * @param received bytes from the server, without what TLS adds
 * @param sent bytes to the server, likewise
 */
public record Traffic(long statements, long failed, long rows, long received, long sent) {}
