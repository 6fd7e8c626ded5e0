package io.dbvouch.cli.shell.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.cli.output.ResultTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecsTest {
    private final Recorded catalogue = new Recorded();

    private Describe.Outcome list(String command, String... patterns) throws IOException {
        Iterator<String> left = List.of(patterns).iterator();
        return new Describe(catalogue).run(command, () -> left.hasNext() ? left.next() : null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "da", "dA", "dAc", "dAf+", "dAo", "dAp", "dc", "dconfig", "dd", "ddp", "des", "deu+", "dew", "det",
                "dF", "dFd", "dFp", "dFt", "dl", "dL", "do", "dO", "dP", "dPin+", "drds", "dRp", "dRs+", "dX", "dy"
            })
    void run_listing_isOneQuery(String command) throws IOException {
        catalogue.quiet = true;

        assertThat(list(command)).isEqualTo(Describe.Outcome.DONE);

        assertThat(catalogue.sent).hasSize(1);
        assertThat(catalogue.printed).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dAx", "dex", "de", "dFx", "dPx", "dr", "drx", "dR", "dRx", "dq"})
    void run_noListing_isUnknown(String command) throws IOException {
        assertThat(list(command)).isEqualTo(Describe.Outcome.UNKNOWN);

        assertThat(catalogue.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"140000, c.collcollate", "150000, c.colliculocale", "160000, c.colliculocale", "170000, c.colllocale"})
    void run_collations_asksForWhatTheServerHas(int version, String column) throws IOException {
        catalogue.version = version;

        list("dO");

        assertThat(catalogue.sent.getFirst()).contains(column + " AS \"ICU Locale\"");
    }

    @Test
    void run_publicationsOfAnOldServer_asksForNoSchemas() throws IOException {
        catalogue.version = 140000;

        list("dRs+");
        list("dX");

        assertThat(catalogue.sent.getFirst()).contains("subbinary").doesNotContain("subskiplsn");
        assertThat(catalogue.sent.getLast()).contains("pg_get_statisticsobjdef_columns");
    }

    @Test
    void run_symbols_standForThemselves() throws IOException {
        list("do", "+*");

        assertThat(catalogue.sent.getFirst()).contains("'^(\\\\+.*)$'");
    }

    @Test
    void run_nothingFound_isSaidUnlessQuiet() throws IOException {
        list("dF+", "nosuch");
        list("drds", "me", "here");
        catalogue.quiet = true;
        list("dFp+");

        assertThat(catalogue.errors)
                .containsExactly(
                        "Did not find any text search configuration named \"nosuch\".",
                        "Did not find any settings for role \"me\" and database \"here\".");
    }

    @Test
    void run_patternWithTooManyParts_sendsNothing() throws IOException {
        assertThat(list("dy", "a.b")).isEqualTo(Describe.Outcome.FAILED);
        assertThat(list("dL", "app.sql")).isEqualTo(Describe.Outcome.FAILED);

        assertThat(catalogue.sent).isEmpty();
        assertThat(catalogue.errors)
                .containsExactly(
                        "improper qualified name (too many dotted names): a.b",
                        "cross-database references are not implemented: app.sql");
    }

    /** A catalogue with nothing in it. */
    private static final class Recorded implements Catalogue {
        private final List<String> sent = new ArrayList<>();
        private final List<String> printed = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();
        private int version = 180006;
        private boolean quiet;

        @Override
        public @Nullable ResultTable query(String sql) {
            sent.add(sql);
            return new ResultTable();
        }

        @Override
        public @Nullable ResultTable lookUp(String sql) {
            return query(sql);
        }

        @Override
        public void print(ResultTable table, String title) {
            printed.add(title);
        }

        @Override
        public void print(ResultTable table, String title, List<String> footers, boolean across) {
            printed.add(title);
        }

        @Override
        public void print(String text) {
            printed.add(text);
        }

        @Override
        public void error(String message) {
            errors.add(message);
        }

        @Override
        public int serverVersion() {
            return version;
        }

        @Override
        public String database() {
            return "app";
        }

        @Override
        public boolean quiet() {
            return quiet;
        }

        @Override
        public boolean hidesAccessMethods() {
            return false;
        }

        @Override
        public boolean hidesCompression() {
            return false;
        }
    }
}
