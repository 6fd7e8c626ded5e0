package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypeTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
        # int2
        21, NUMBER
        # int4
        23, NUMBER
        # int8
        20, NUMBER
        # float4
        700, NUMBER
        # float8
        701, NUMBER
        # numeric
        1700, NUMBER
        # oid
        26, NUMBER
        # xid
        28, NUMBER
        # xid8
        5069, NUMBER
        # cid
        29, NUMBER
        # money
        790, MONEY
        # bool
        16, BOOLEAN
        # text
        25, TEXT
        # jsonb
        3802, TEXT
        # _int4
        1007, TEXT
        # date
        1082, TEXT
        """)
    void type_byOid_saysTheSideItStandsAt(int oid, ColumnType type) {
        assertThat(ColumnType.ofOid(oid)).isEqualTo(type);
        assertThat(type.rightAligned()).isEqualTo(type == ColumnType.NUMBER || type == ColumnType.MONEY);
    }
}
