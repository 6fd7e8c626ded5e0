package io.dbvouch.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.access.EntryView;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFormatTest {
    @TempDir
    Path folder;

    @Test
    void of_cells_areQuotedAsRfc4180Says() {
        assertThat(CsvLine.of(List.of("a", "", "b c", "d,e", "f\"g", "h\ni", "j\r\nk", "é")))
                .isEqualTo("a,,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\"j\r\nk\",é\r\n");
    }

    @Test
    void of_cellThatWouldBeComputed_hasAnApostropheInFront() {
        assertThat(CsvLine.of(List.of("=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "a=1", "'x")))
                .isEqualTo("'=1+1,'+1,'-1,'@A1,'\t=1,\"'\r=1\",a=1,'x\r\n");
        assertThat(CsvLine.of(List.of("=cmd|' /C calc'!A0,\"x\""))).isEqualTo("\"'=cmd|' /C calc'!A0,\"\"x\"\"\"\r\n");
    }

    @Test
    void line_everyKindOfEntry_hasACellForEachColumn() {
        CsvFormat csv = new CsvFormat();
        int columns = csv.header().split(",", -1).length;

        for (EntryView entry : Samples.entries(folder)) {
            assertThat(csv.line(entry).split(",", -1)).as(entry.event()).hasSize(columns);
        }
    }

    @Test
    void line_sessionRequested_isInItsColumns() {
        EntryView entry = Samples.entries(folder).get(5);

        assertThat(new CsvFormat().header()).startsWith("number,id,time,event,session,person,target,database,db_user,");
        assertThat(new CsvFormat().line(entry))
                .startsWith("5," + entry.id() + ",2026-11-22T12:00:00.123456Z,session.requested,"
                        + "01KQ5ECFF0AWW4VRHT13C0FC81,arianna,prod,mylab,ari,"
                        + "db.example.com:5432,,17,5ce73c6f.4d2,17.5,")
                .endsWith(",laptop,ana,42,connect,0.1.0,'=1+1\r\n");
    }
}
