package io.dbvouch.cli.command;

import io.dbvouch.cli.shell.Script;
import io.dbvouch.cli.shell.Script.Action;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of psql's options {@code connect} has: what is run, and how results look. */
final class ScriptOptions implements Model.Shared {
    /** Where something is to be told and nothing else run: the databases. */
    private static final List<Action> LIST = List.of(new Action.Command("\\l"));

    private final List<Action> actions = new ArrayList<>();
    private boolean listed;

    /** {@code -W}. */
    boolean password;

    boolean oneTransaction;
    boolean quiet;
    /** {@code -X}. */
    boolean noStartFile;

    /** {@code -n}. */
    boolean plainLines;

    private final List<Setting> settings = new ArrayList<>();
    private @Nullable String output;
    private @Nullable String log;

    /** Something that an option sets; they count in the order of the command line. */
    private record Setting(
            boolean variable, String name, @Nullable String value) {}

    @Override
    public void addTo(Model model) {
        model.each(
                        "SQL",
                        "run SQL or one backslash command, and end",
                        text -> actions.add(new Action.Command(text)),
                        "-c",
                        "--command")
                .each(
                        "FILE",
                        "run a script, and end; - for standard input",
                        name -> actions.add(new Action.File(name)),
                        "-f",
                        "--file")
                .each("NAME=VALUE", "set a variable", this::assignment, "-v", "--set", "--variable")
                .flag("list the databases, and end", value -> listed = value, "-l", "--list")
                .flag("all in one transaction", value -> oneTransaction = value, "-1", "--single-transaction")
                .text("FILE", "results to a file", value -> output = value, "-o", "--output")
                .text("FILE", "statements and results to a file as well", value -> log = value, "-L", "--log-file")
                .flag("results only, no command tags", this::quiet, "-q", "--quiet")
                .flag("no start-up file at the prompt", value -> noStartFile = value, "-X", "--no-psqlrc")
                .flag("no line editing at the prompt", value -> plainLines = value, "-n", "--no-readline")
                .flag("nothing changes: there are no passwords", _ -> {}, "-w", "--no-password")
                .flag("refused: there are no passwords", value -> password = value, "-W", "--password");
        addFormats(model);
        addEchoes(model);
    }

    private void addFormats(Model model) {
        model.flag("results as CSV", value -> print("format", "csv"), "--csv")
                .flag("results as JSON, an object a line", value -> print("format", "json"), "--json")
                .flag("results as HTML", value -> print("format", "html"), "-H", "--html")
                .flag("results unaligned", value -> print("format", "unaligned"), "-A", "--no-align")
                .flag("rows only", value -> print("tuples_only", "on"), "-t", "--tuples-only")
                .flag("a line for each value", value -> print("expanded", "on"), "-x", "--expanded")
                .text("TEXT", "between fields, unaligned", value -> print("fieldsep", value), "-F", "--field-separator")
                .text("TEXT", "between rows, unaligned", value -> print("recordsep", value), "-R", "--record-separator")
                .flag(
                        "a zero byte between fields",
                        value -> print("fieldsep_zero", null),
                        "-z",
                        "--field-separator-zero")
                .flag(
                        "a zero byte between rows",
                        value -> print("recordsep_zero", null),
                        "-0",
                        "--record-separator-zero")
                .text("TEXT", "attributes of HTML tables", value -> print("tableattr", value), "-T", "--table-attr")
                .each("NAME[=VALUE]", "set a print option, as \\pset does", this::printOption, "-P", "--pset");
    }

    private void addEchoes(Model model) {
        model.flag("show all input", value -> variable("ECHO", "all"), "-a", "--echo-all")
                .flag("show statements that fail", value -> variable("ECHO", "errors"), "-b", "--echo-errors")
                .flag("show statements", value -> variable("ECHO", "queries"), "-e", "--echo-queries")
                .flag(
                        "show the queries of backslash commands",
                        value -> variable("ECHO_HIDDEN", "on"),
                        "-E",
                        "--echo-hidden")
                .flag("a line's end ends a statement", value -> variable("SINGLELINE", "on"), "-S", "--single-line")
                .flag("ask before each statement", value -> variable("SINGLESTEP", "on"), "-s", "--single-step");
    }

    /** In the order of the command line; none where somebody is to be asked. */
    List<Action> actions() {
        return listed ? LIST : List.copyOf(actions);
    }

    private void quiet(boolean on) {
        quiet = on;
        variable("QUIET", "on");
    }

    private void print(String name, @Nullable String value) {
        settings.add(new Setting(false, name, value));
    }

    private void variable(String name, @Nullable String value) {
        settings.add(new Setting(true, name, value));
    }

    private void assignment(String text) {
        int equals = text.indexOf('=');
        variable(equals < 0 ? text : text.substring(0, equals), equals < 0 ? null : text.substring(equals + 1));
    }

    private void printOption(String text) {
        int equals = text.indexOf('=');
        print(equals < 0 ? text : text.substring(0, equals), equals < 0 ? null : text.substring(equals + 1));
    }

    /** Tells the script; what is wrong, which has been said in part, or null. */
    @Nullable
    String applyTo(Script script) throws IOException {
        for (Setting each : settings) {
            if (each.variable()) {
                if (!script.variable(each.name(), each.value())) {
                    return "";
                }
            } else if (!script.print(each.name(), each.value())) {
                return "could not set printing parameter \"" + each.name() + "\"";
            }
        }
        boolean open = (output == null || script.output(output)) && (log == null || script.log(log));
        return open ? null : "";
    }
}
