package io.dbvouch.wire;

/**
 * How {@code COPY} writes its data.
 *
 * @param binary whether it is PostgreSQL's binary format, not text
 * @param columns how many there are
 */
public record CopyFormat(boolean binary, int columns) {}
