package io.dbvouch.cli.output;

/**
 * What a column's values are, as far as output cares: which side they are aligned to, and what they are in JSON.
 *
 * <p>The right-aligned types are those of psql's {@code column_type_alignment} (PostgreSQL,
 * {@code src/fe_utils/print.c}), their OIDs those of {@code src/include/catalog/pg_type.dat}.
 */
public enum ColumnType {
    /** {@code int2, int4, int8, float4, float8, numeric, oid, xid, xid8, cid}. */
    NUMBER(true),
    /** {@code money}: right-aligned, yet no number: its text has a currency sign and separators. */
    MONEY(true),
    /** {@code bool}: its text is {@code t} or {@code f}. */
    BOOLEAN(false),
    TEXT(false);

    private final boolean rightAligned;

    ColumnType(boolean rightAligned) {
        this.rightAligned = rightAligned;
    }

    /** Whether values stand at the right end of their column; the others stand at the left. */
    public boolean rightAligned() {
        return rightAligned;
    }

    /** By the type's OID, as a row description has it. */
    public static ColumnType ofOid(int oid) {
        return switch (oid) {
            case 20, 21, 23, 26, 28, 29, 700, 701, 1700, 5069 -> NUMBER;
            case 790 -> MONEY;
            case 16 -> BOOLEAN;
            default -> TEXT;
        };
    }
}
