package io.dbvouch.cli.output;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every result in every format that psql has too: the output must be psql's to the letter. */
class PsqlResultTest {
    private static final TableOptions PLAIN = TableOptions.DEFAULTS;
    private static final TableOptions TUPLES = PLAIN.withTuplesOnly(true);
    private static final TableOptions EXPANDED = PLAIN.withExpanded(true);
    private static final TableOptions TITLE = PLAIN.withTitle("The people of 東京");
    private static final TableOptions TITLE_AND_NULL = TITLE.withNullText("∅");

    private static final Map<String, ResultFormat> FORMATS = Map.ofEntries(
            Map.entry("aligned", ResultFormat.aligned(PLAIN)),
            Map.entry("aligned-tuples", ResultFormat.aligned(TUPLES)),
            Map.entry("aligned-title", ResultFormat.aligned(TITLE_AND_NULL)),
            Map.entry("expanded", ResultFormat.aligned(EXPANDED)),
            Map.entry("expanded-tuples", ResultFormat.aligned(TUPLES.withExpanded(true))),
            Map.entry("expanded-title", ResultFormat.aligned(TITLE_AND_NULL.withExpanded(true))),
            Map.entry("csv", new CsvFormat(PLAIN)),
            Map.entry("csv-tuples", new CsvFormat(TUPLES)),
            Map.entry("csv-semicolon", new CsvFormat(PLAIN, ';')),
            Map.entry("csv-dot", new CsvFormat(PLAIN, '.')),
            Map.entry("csv-expanded", new CsvFormat(EXPANDED)),
            Map.entry("unaligned", new UnalignedFormat(PLAIN)),
            Map.entry("unaligned-tuples", new UnalignedFormat(TUPLES)),
            Map.entry("unaligned-separators", new UnalignedFormat(PLAIN, "<>", "$\n")),
            Map.entry("unaligned-nul", new UnalignedFormat(PLAIN, UnalignedFormat.NUL, UnalignedFormat.NUL)),
            Map.entry("unaligned-title", new UnalignedFormat(TITLE_AND_NULL)),
            Map.entry("unaligned-expanded", new UnalignedFormat(EXPANDED)),
            Map.entry("unaligned-expanded-title", new UnalignedFormat(TITLE.withExpanded(true))));

    static Stream<Arguments> casesAndVariants() {
        List<PsqlCase> cases = PsqlCase.results();
        return cases.stream()
                .flatMap(psqlCase -> psqlCase.json().getAsJsonObject("outputs").keySet().stream()
                        .map(variant -> Arguments.of(psqlCase, variant)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesAndVariants")
    void output_ofAnyFormat_isThatOfPsql(PsqlCase psqlCase, String variant) {
        ResultFormat format = requireNonNull(FORMATS.get(variant), variant);
        String tag = psqlCase.json().get("tag").getAsString();
        String written =
                Written.by(sink -> format.write(new Tagged(psqlCase.table().source(), tag), sink));

        assertThat(written + change(tag)).isEqualTo(psqlCase.output(variant));
    }

    /** What follows the rows of a statement that changes something; whoever runs it prints that. */
    private static String change(String tag) {
        return tag.matches("(INSERT|UPDATE|DELETE|MERGE) .*") ? tag + "\n" : "";
    }

    private record Tagged(RowSource<RuntimeException> rows, String commandTag) implements RowSource<RuntimeException> {
        @Override
        public List<Column> columns() {
            return rows.columns();
        }

        @Override
        public boolean next() {
            return rows.next();
        }

        @Override
        public @Nullable String value(int column) {
            return rows.value(column);
        }
    }
}
