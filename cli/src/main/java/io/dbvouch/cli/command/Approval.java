package io.dbvouch.cli.command;

import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.TerminalSafe;
import io.dbvouch.cli.output.TerminalText;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.provision.Plan;
import io.dbvouch.provision.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Shows what is about to be done, and has somebody say yes to it. */
final class Approval implements Model.Shared {
    boolean yes;

    boolean dryRun;

    OutputChoice output = new OutputChoice();

    @Override
    public void addTo(Model model) {
        model.flag("apply the plan without asking", value -> yes = value, "-y", "--yes")
                .flag("show the plan, and change nothing", value -> dryRun = value, "--dry-run")
                .with(output);
    }

    /** There has to be somebody who can say yes, or it is said already. */
    void check(CommandSpec spec) {
        if (!yes && !dryRun && output.json()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "JSON is for programs, which are not asked: say --yes, or --dry-run");
        }
        if (!yes && !dryRun && !(StandardStream.INPUT.isTerminal() && StandardStream.ERROR.isTerminal())) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "there is no terminal to ask on: say --yes, or --dry-run to see the plan");
        }
    }

    /**
     * Shows a plan, and asks.
     *
     * @return whether it is to be applied
     */
    boolean obtain(Plan plan, String question, Invocation invocation) throws IOException {
        return obtain(List.of(plan), question, invocation);
    }

    /** The same for several plans. */
    boolean obtain(List<Plan> plans, String question, Invocation invocation) throws IOException {
        for (Plan plan : plans) {
            if (!output.json()) {
                write(plan, invocation.out());
            }
            plan.notes().forEach(invocation::say);
        }
        if (dryRun) {
            result(plans, "planned", invocation);
            return false;
        }
        if (yes) {
            return true;
        }
        invocation.err().print("dbvouch: " + TerminalText.line(question) + " [y/N] ");
        invocation.err().flush();
        String answer = line();
        boolean approved = answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
        if (!approved) {
            invocation.say("nothing was changed");
        }
        return approved;
    }

    /** As SQL that psql would take, with what it does as comments. */
    private static void write(Plan plan, TextSink out) throws IOException {
        TextSink sink = StandardStream.OUTPUT.isTerminal() ? new TerminalSafe(out) : out;
        for (Step step : plan.steps()) {
            sink.write("-- " + TerminalText.line(step.words()) + "\n");
            sink.write(step.sql() + ";\n");
        }
        sink.flush();
    }

    /** As JSON, what came of each statement; as text, the plan has been shown. */
    void result(Plan plan, String outcome, Invocation invocation) throws IOException {
        result(List.of(plan), outcome, invocation);
    }

    /** The same for several plans. */
    void result(List<Plan> plans, String outcome, Invocation invocation) throws IOException {
        if (!output.json()) {
            return;
        }
        ResultTable table = new ResultTable(
                Column.text("user"),
                Column.text("action"),
                Column.text("outcome"),
                Column.text("what"),
                Column.text("statement"));
        for (Plan plan : plans) {
            add(plan, outcome, table);
        }
        output.print(table, invocation.out());
    }

    private static void add(Plan plan, String outcome, ResultTable table) {
        for (Step step : plan.steps()) {
            table.row(plan.user().value(), plan.kind().done(), outcome, step.words(), step.sql());
        }
    }

    private static String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = System.in.read(); b >= 0 && b != '\n'; b = System.in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
