package io.dbvouch.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementHelpTest {
    private static List<StatementHelp> all() throws IOException {
        return HelpCommands.statements();
    }

    private static List<String> about(String topic) throws IOException {
        return StatementHelp.about(topic, all()).stream()
                .map(StatementHelp::name)
                .toList();
    }

    /** As psql 15 answers. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        select                     | SELECT
        SELECT INTO bla            | SELECT INTO
        select foo                 | SELECT, SELECT INTO
        alter tab                  | ALTER TABLE, ALTER TABLESPACE
        alter table foo bar        | ALTER TABLE, ALTER TABLESPACE
        drop tablex                | DROP TABLE, DROP TABLESPACE
        create index concurrently  | CREATE INDEX
        commit prep x              | COMMIT PREPARED
        set role foo               | SET ROLE
        set foo                    | SET, SET CONSTRAINTS, SET ROLE, SET SESSION AUTHORIZATION, SET TRANSACTION
        v                          | VACUUM, VALUES
        do x y                     | DO
        """)
    void about_topic_findsWhatItMeans(String topic, String names) throws IOException {
        assertThat(about(topic)).containsExactly(names.split(", "));
    }

    @Test
    void about_nothingKnown_findsNothing() throws IOException {
        assertThat(about("xyz")).isEmpty();
        assertThat(about("selectx")).isEmpty();
        assertThat(about("xyz select")).isEmpty();
    }

    @Test
    void about_star_findsAll() throws IOException {
        assertThat(about("*")).hasSize(185).isSorted();
    }

    @Test
    void text_statement_namesThePageForTheServersVersion() throws IOException {
        assertThat(StatementHelp.about("commit prepared", all()))
                .extracting(help -> help.text(17))
                .containsExactly("""
                    Command:     COMMIT PREPARED
                    Description: keep what a prepared transaction has done
                    URL: https://www.postgresql.org/docs/17/sql-commit-prepared.html

                    """);
    }

    @Test
    void statements_table_isWhole() throws IOException {
        assertThat(all()).allSatisfy(help -> {
            assertThat(help.name()).matches("[A-Z]+( [A-Z]+)*");
            assertThat(help.purpose()).matches("[a-z].{5,60}");
            assertThat(help.page()).matches("[a-z]+(-[a-z]+)*");
        });
    }

    @Test
    void columns_narrowAndWide_areReadDownwards() {
        List<StatementHelp> few = Stream.of("ABORT|a", "BEGIN|b", "CLOSE|c", "DO|d", "END|e")
                .map(StatementHelp::parse)
                .toList();

        assertThat(StatementHelp.columns(few, 15)).isEqualTo("  ABORT DO\n  BEGIN END\n  CLOSE \n");
        assertThat(StatementHelp.columns(few, 3)).isEqualTo("  ABORT\n  BEGIN\n  CLOSE\n  DO\n  END\n");
        assertThat(StatementHelp.columns(few, 0))
                .as("80 columns, of which psql fills up the empty ones but the last")
                .isEqualTo("  ABORT BEGIN CLOSE DO    END   " + " ".repeat(36) + "\n");
    }
}
