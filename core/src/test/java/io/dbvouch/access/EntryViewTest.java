package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.AccessException;
import io.dbvouch.ledger.Draft;
import io.dbvouch.ledger.Entry;
import io.dbvouch.ledger.EntryCursor;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.ledger.LedgerReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryViewTest {
    @TempDir
    Path folder;

    private EntryView written(Draft draft) {
        try (Ledger ledger = Ledger.open(folder.resolve("ledger"), InstantSource.fixed(Samples.NOON))) {
            ledger.append(draft);
        }
        return entries().getLast();
    }

    private List<EntryView> entries() {
        List<EntryView> all = new ArrayList<>();
        try (EntryCursor cursor = LedgerReader.open(folder.resolve("ledger")).from(0)) {
            for (var entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                all.add(EntryView.of(entry.get()));
            }
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ledger.pruned    | {"entries":4,"size":6,"last_id":"01M8"} | removed 4 entries, numbers 2 to 5, up to id 01M8
        clock.jumped     | {"from":"2026-11-22T10:00:00Z","to":"2026-11-22T08:59:58Z","against":"last_entry"} \
            | back 1 h 2 s against the last entry
        clock.jumped     | {"from":"2026-11-22T10:00:00Z","to":"2026-11-24T10:07:00.9Z","against":"monotonic_clock"} \
            | ahead 2 d 7 min against the monotonic clock
        ledger.recovered | {"kept":1,"lost":0,"set_aside":[],"set_aside_bytes":0,"rebuilt":false} | kept 1 entry
        ledger.recovered | {"kept":3,"kept_from":7,"lost":0,"contradicted":true,"set_aside":[],"set_aside_bytes":0,"rebuilt":false} \
            | kept 3 entries from number 7 on, the head told otherwise
        ledger.recovered | {"kept":0,"lost":2,"set_aside":["recovered/a","recovered/b"],"set_aside_bytes":9,"rebuilt":true} \
            | lost 2 entries, set 9 bytes aside in recovered/a and 1 more, made tiles and index again
        """)
    void summary_ofTheLedgerItself_isInWords(String event, String members, String words) {
        assertThat(written(new Draft(event, members)).summary()).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger.pruned", "ledger.recovered", "clock.jumped"})
    void summary_membersMissingOrOfAnotherKind_isEmpty(String event) {
        assertThat(written(new Draft(event, "{}")).summary()).isEmpty();
        assertThat(written(new Draft(event, "{\"size\":[],\"kept\":\"x\",\"from\":7}"))
                        .summary())
                .isEmpty();
    }

    @Test
    void of_sessionOpened_tellsItAll() {
        EntryView view = written(AccessEventCodec.encode(new AccessEvent.SessionOpened(
                Samples.subject("01S"), Samples.TOKEN, new AccessEvent.Backend(1234, "a.b", "17.5"), Samples.TLS)));

        assertThat(view.event()).isEqualTo("session.opened");
        assertThat(view.time()).isEqualTo(Samples.NOON);
        assertThat(view.session()).contains("01S");
        assertThat(view.person()).contains("arianna");
        assertThat(view.target()).contains("prod");
        assertThat(view.summary()).isEqualTo("as arianna to mylab at db.example.com:5432 pid 1234 reason: INC-1");
        assertThat(view.line()).startsWith("{\"v\":1,").endsWith("}");
    }

    @Test
    void summary_ofTheOthers_isInAFewWords() {
        AccessException failure = new AccessException.Denied("no");

        assertThat(written(AccessEventCodec.encode(
                                new AccessEvent.SessionRefused(Samples.subject("01S"), null, null, failure)))
                        .summary())
                .isEqualTo("as arianna to mylab at db.example.com:5432 refused: no reason: INC-1");
        assertThat(written(AccessEventCodec.encode(
                                new AccessEvent.SessionClosed(Samples.subject("01S"), "done", Duration.ZERO, 3)))
                        .summary())
                .isEqualTo("as arianna to mylab at db.example.com:5432 done exit code 3 reason: INC-1");
        assertThat(written(AccessEventCodec.encode(new AccessEvent.LoginFailed(
                                new AccessEvent.SignInPlace("https://x", null, "browser"), failure, Samples.CLIENT)))
                        .summary())
                .isEqualTo("at https://x by browser refused: no");
    }

    @Test
    void person_ofAMachine_isItsPrincipal() {
        var ci = Samples.machine("arn:aws:iam::123456789012:user/ci");
        EntryView view =
                written(AccessEventCodec.encode(new AccessEvent.RoleAssumed(Person.of(ci), ci, Samples.CLIENT)));

        assertThat(view.person()).contains("arn:aws:iam::123456789012:user/ci");
        assertThat(view.session()).isEmpty();
        assertThat(view.summary()).isEqualTo("in 123456789012");
    }

    @Test
    void of_ledgersOwnEntry_hasNoPerson() {
        written(new Draft("test.x", "{}"));
        EntryView created = entries().getFirst();

        assertThat(created.event()).isEqualTo("ledger.created");
        assertThat(created.person()).isEmpty();
        assertThat(created.target()).isEmpty();
        assertThat(created.summary()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"person\":\"x\",\"database\":[],\"session\":{}}",
                "{\"person\":{\"user\":{}},\"database\":{\"target\":null}}",
                "{\"person\":null,\"reason\":null,\"failure\":3}",
            })
    void of_oddMembers_areLeftOut(String members) {
        EntryView view = written(new Draft("test.odd", members));

        assertThat(view.event()).isEqualTo("test.odd");
        assertThat(view.person()).isEmpty();
        assertThat(view.session()).isEmpty();
        assertThat(view.target()).isEmpty();
        assertThat(view.summary()).isEmpty();
    }

    @Test
    void of_numbersAndBooleans_areShownAsText() {
        EntryView view = written(new Draft("test.odd", "{\"session\":5,\"person\":{\"user\":true},\"reason\":1e400}"));

        assertThat(view.session()).contains("5");
        assertThat(view.person()).contains("true");
        assertThat(view.summary()).isEqualTo("reason: 1e400");
    }

    /** Whoever can write to the file can make a line of anything that starts like an entry. */
    @Test
    void of_anyDamageToALine_isAViewAllTheSame() throws IOException {
        written(AccessEventCodec.encode(new AccessEvent.SessionRequested(Samples.subject("01S"))));
        Path segment = folder.resolve("ledger/entries/00000000.jsonl");
        List<String> lines = Files.readAllLines(segment);
        Random random = new Random(13);
        for (int i = 0; i < 300; i++) {
            byte[] bad = lines.getLast().getBytes(StandardCharsets.UTF_8);
            int start = lines.getLast().indexOf("\"event\"") + 30;
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                byte b = (byte) random.nextInt(256);
                bad[start + random.nextInt(bad.length - start)] = b == '\n' ? (byte) ' ' : b;
            }
            view(bad);
        }
        view(deep(lines.getLast(), "[", 20_000));
        view(deep(lines.getLast(), "{\"a\":", 10_000));
    }

    private static byte[] deep(String line, String open, int times) {
        int end = line.indexOf(",\"session\"");
        return (line.substring(0, end) + ",\"session\":" + open.repeat(times)).getBytes(StandardCharsets.UTF_8);
    }

    private void view(byte[] line) {
        Entry entry = parsed(line);
        EntryView view = EntryView.of(entry);
        assertThat(view.event()).isEqualTo("session.requested");
        assertThat(view.summary()).isNotNull();
        assertThat(view.person()).isNotNull();
        assertThat(view.line()).isEqualTo(new String(line, StandardCharsets.UTF_8));
    }

    private Entry parsed(byte[] line) {
        Path segment = folder.resolve("ledger/entries/00000000.jsonl");
        try {
            List<String> lines = Files.readAllLines(segment, StandardCharsets.ISO_8859_1);
            lines.set(1, new String(line, StandardCharsets.ISO_8859_1));
            Files.write(segment, lines, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        try (EntryCursor cursor = LedgerReader.open(folder.resolve("ledger")).from(1)) {
            return cursor.next().orElseThrow();
        }
    }
}
