package io.dbvouch.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.access.EntryView;
import io.dbvouch.ledger.Draft;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CefFormatTest {
    /** As the standard has a reader take a line apart: a pipe or equals sign with a backslash in front is none. */
    private static final Pattern HEADER = Pattern.compile("((?:[^|\\\\]|\\\\.)*)\\|");

    private static final Pattern KEY = Pattern.compile("(?:^| )([A-Za-z0-9]+)=");

    @TempDir
    Path folder;

    private static String line(EntryView entry) {
        String line = new CefFormat("0.2.0").line(entry);
        assertThat(line).endsWith("\n").hasLineCount(1);
        return line.substring(0, line.length() - 1);
    }

    private static Map<String, String> extension(String line) {
        Matcher header = HEADER.matcher(line);
        int at = 0;
        for (int i = 0; i < 7; i++) {
            assertThat(header.find(at)).isTrue();
            at = header.end();
        }
        String extension = line.substring(at);
        Map<String, String> values = new LinkedHashMap<>();
        Matcher key = KEY.matcher(extension);
        String name = "";
        int from = 0;
        while (key.find()) {
            if (!name.isEmpty()) {
                values.put(name, unescape(extension.substring(from, key.start())));
            }
            name = key.group(1);
            from = key.end();
        }
        values.put(name, unescape(extension.substring(from)));
        return values;
    }

    private static String unescape(String value) {
        return value.replace("\\\\", "\0")
                .replace("\\=", "=")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\0", "\\");
    }

    @Test
    void line_sessionRefused_saysAllOfIt() {
        EntryView entry = Samples.entries(folder).get(7);

        assertThat(line(entry))
                .startsWith(
                        "CEF:0|dbvouch|dbvouch|0.1.0|session.refused|session refused|5|rt=1795348800123 externalId=")
                .contains(" outcome=failure suser=arianna suid=arn:aws:sts::123456789012:assumed-role/dba/arianna"
                        + " shost=laptop spid=42 sproc=dbvouch connect reason=no | \\\\ \\= \\n"
                        + " way msg=")
                .endsWith(
                        " cs4Label=access key cs4=ASIAEXAMPLE cs5Label=account cs5=123456789012 cn1Label=entry cn1=7");
        assertThat(extension(line(entry))).containsEntry("reason", "no | \\ = \n way");
    }

    @Test
    void line_changeToAUser_namesThemAndHowItWent() {
        EntryView entry = Samples.entries(folder).stream()
                .filter(each -> each.event().equals("user.removed"))
                .findFirst()
                .orElseThrow();

        assertThat(extension(line(entry)))
                .containsEntry("outcome", "success")
                .containsEntry("suser", "arianna")
                .containsEntry("duser", "ari")
                .containsEntry("flexString1Label", "changed user")
                .containsEntry("flexString1", "paola")
                .containsEntry("flexString2", "01KQ5ECFF0AWW4VRHT13C0FC82");
    }

    @Test
    void line_everyKindOfEntry_readsBack() {
        for (EntryView entry : Samples.entries(folder)) {
            assertThat(extension(line(entry)))
                    .containsEntry("externalId", entry.id().toString())
                    .containsEntry("cn1", Long.toString(entry.index()));
        }
    }

    @Test
    void line_hostileText_staysWhereItIs() {
        String hostile = "a|b\\\\c=d\\r\\ncs2=x \\\\n";
        EntryView entry = Samples.entries(
                        folder,
                        List.of(new Draft(
                                "token.issued",
                                "{\"client\":{\"version\":\"" + hostile + "\"},\"reason\":\"" + hostile + "\"}")))
                .getLast();

        assertThat(line(entry))
                .startsWith("CEF:0|dbvouch|dbvouch|a\\|b\\\\c=d  cs2=x \\\\n|token.issued|token issued|1|");
        assertThat(extension(line(entry)))
                .containsEntry("cs6", "a|b\\c=d\r\ncs2=x \\n")
                .doesNotContainKey("cs2");
    }
}
