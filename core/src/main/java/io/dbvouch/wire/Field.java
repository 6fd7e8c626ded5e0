package io.dbvouch.wire;

/**
 * A column of a result.
 *
 * @param name as the server gives it
 * @param typeOid the type's OID in {@code pg_type}
 * @param typeModifier such as a varchar's length; -1 where there is none
 */
public record Field(String name, int typeOid, int typeModifier) {}
