package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.TableOptions;
import io.dbvouch.cli.shell.PrintSettings.Expanded;
import io.dbvouch.cli.shell.describe.Catalogue;
import io.dbvouch.cli.shell.describe.Describe;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that list what is in the database. */
final class DescribeCommands {
    private final Describe describe;

    DescribeCommands(Shell shell) {
        describe = new Describe(new ShellCatalogue(shell));
    }

    Describe describe() {
        return describe;
    }

    void register(MetaCommands.Registry registry) {
        registry.add(this::run, "l", "l+", "list", "list+", "z");
        registry.add(this::largeObjects, "lo_list", "lo_list+");
        registry.add(
                call -> Outcome.of(
                        describe.function(wholeLine(call), call.name().endsWith("+"))),
                "sf",
                "sf+");
        registry.add(
                call -> Outcome.of(describe.view(wholeLine(call), call.name().endsWith("+"))), "sv", "sv+");
    }

    static @Nullable String wholeLine(SlashCall call) {
        String line = call.arguments().wholeLine();
        return line == null ? null : line.replaceAll("[\\s;]+$", "");
    }

    private Outcome largeObjects(SlashCall call) throws IOException {
        return outcome(describe.run(call.name().replace("lo_list", "dl"), call.arguments()::argument));
    }

    Outcome run(SlashCall call) throws IOException {
        return outcome(describe.run(call.name(), call.arguments()::argumentBeforeSemicolon));
    }

    private static Outcome outcome(Describe.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Outcome.DONE;
            case FAILED -> Outcome.ERROR;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    private record ShellCatalogue(Shell shell) implements Catalogue {
        @Override
        public @Nullable ResultTable query(String sql) throws IOException {
            return shell.queries.query(sql);
        }

        @Override
        public @Nullable ResultTable lookUp(String sql) throws IOException {
            return shell.queries.lookUp(sql);
        }

        @Override
        public void print(ResultTable table, String title) throws IOException {
            print(table, shell.print, options(shell.print, title));
        }

        @Override
        public void print(ResultTable table, String title, List<String> footers, boolean across) throws IOException {
            PrintSettings settings = shell.print.copy();
            if (across) {
                settings.expanded = Expanded.OFF;
            }
            print(
                    table,
                    settings,
                    options(settings, title).withCountFooter(false).withFooters(footers));
        }

        private static TableOptions options(PrintSettings settings, String title) {
            return settings.options().withTitle(title).withNullText("");
        }

        private void print(ResultTable table, PrintSettings settings, TableOptions options) throws IOException {
            new ResultPrinter(shell).print(shell.queryOutput(), table.source(), settings, options);
        }

        @Override
        public void print(String text) throws IOException {
            shell.show(shell.queryOutput(), sink -> sink.write(text));
        }

        @Override
        public void error(String message) {
            shell.talk.error(message);
        }

        @Override
        public int serverVersion() {
            return shell.serverVersion();
        }

        @Override
        public String database() {
            return shell.session().connected().database();
        }

        @Override
        public boolean quiet() {
            return shell.settings.quiet;
        }

        @Override
        public boolean hidesAccessMethods() {
            return shell.settings.hideAccessMethod;
        }

        @Override
        public boolean hidesCompression() {
            return shell.settings.hideCompression;
        }
    }
}
