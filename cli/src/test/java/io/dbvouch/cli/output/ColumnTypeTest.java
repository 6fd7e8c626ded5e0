package io.dbvouch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypeTest {
    @ParameterizedTest
    @CsvSource({
        "21,int2,NUMBER",
        "23,int4,NUMBER",
        "20,int8,NUMBER",
        "700,float4,NUMBER",
        "701,float8,NUMBER",
        "1700,numeric,NUMBER",
        "26,oid,NUMBER",
        "28,xid,NUMBER",
        "5069,xid8,NUMBER",
        "29,cid,NUMBER",
        "790,money,MONEY",
        "16,bool,BOOLEAN",
        "25,text,TEXT",
        "3802,jsonb,TEXT",
        "1007,_int4,TEXT",
        "1082,date,TEXT"
    })
    void type_isTheSame_byOidAndByName(int oid, String name, ColumnType type) {
        assertThat(ColumnType.ofOid(oid)).isEqualTo(type);
        assertThat(ColumnType.ofName(name)).isEqualTo(type);
        assertThat(type.rightAligned()).isEqualTo(type == ColumnType.NUMBER || type == ColumnType.MONEY);
    }
}
