package io.dbvouch.cli.command;

import io.dbvouch.cli.output.Column;
import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.TerminalSafe;
import io.dbvouch.cli.output.TerminalText;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.provision.ChangeLog.Outcome;
import io.dbvouch.provision.Plan;
import io.dbvouch.provision.Step;
import io.dbvouch.provision.SyncResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
     * Shows plans for a target, and asks.
     *
     * @return whether they are to be applied
     */
    boolean obtain(String target, List<Plan> plans, String question, Invocation invocation) throws IOException {
        return obtain(Map.of(target, plans), question, invocation);
    }

    /** The same for several targets, in their order. */
    boolean obtain(Map<String, List<Plan>> plans, String question, Invocation invocation) throws IOException {
        for (Map.Entry<String, List<Plan>> target : plans.entrySet()) {
            if (!output.json() && plans.size() > 1 && !target.getValue().isEmpty()) {
                invocation.out().write("-- at \"" + TerminalText.line(target.getKey()) + "\"\n");
            }
            for (Plan plan : target.getValue()) {
                if (!output.json()) {
                    write(plan, invocation.out());
                }
                plan.notes().forEach(invocation::say);
            }
        }
        if (dryRun) {
            planned(plans, invocation);
            return false;
        }
        if (yes) {
            return true;
        }
        boolean approved = invocation.confirm("dbvouch: " + question, "y", "yes");
        if (!approved) {
            invocation.say("nothing was changed");
        }
        return approved;
    }

    /** As SQL that psql would take, with what it does as comments. */
    private static void write(Plan plan, TextSink out) throws IOException {
        TextSink sink = StandardStream.OUTPUT.isTerminal() ? new TerminalSafe(out) : out;
        String in = null;
        for (Step step : plan.steps()) {
            String database = step.database();
            if (database != null && !database.equals(in)) {
                sink.write("\\connect \"" + database.replace("\"", "\"\"") + "\"\n");
                in = database;
            }
            sink.write("-- " + TerminalText.line(step.words()) + "\n");
            sink.write(step.sql() + ";\n");
        }
        sink.flush();
    }

    private void planned(Map<String, List<Plan>> plans, Invocation invocation) throws IOException {
        if (!output.json()) {
            return;
        }
        ResultTable table = table();
        plans.forEach((target, each) ->
                each.forEach(plan -> plan.steps().forEach(step -> add(target, plan, "planned", step, table))));
        output.print(table, invocation.out());
    }

    /** As JSON, what came of each statement; as text, the plan has been shown. */
    void result(String target, List<SyncResult> results, Invocation invocation) throws IOException {
        result(Map.of(target, results), invocation);
    }

    /** The same for several targets, in their order. */
    void result(Map<String, List<SyncResult>> results, Invocation invocation) throws IOException {
        if (!output.json()) {
            return;
        }
        ResultTable table = table();
        results.forEach((target, each) -> each.forEach(result -> add(target, result, table)));
        output.print(table, invocation.out());
    }

    private static ResultTable table() {
        return new ResultTable(
                Column.text("target"),
                Column.text("user"),
                Column.text("action"),
                Column.text("outcome"),
                Column.text("what"),
                Column.text("statement"));
    }

    /** What was planned, then what was run besides, then what is left. */
    private static void add(String target, SyncResult result, ResultTable table) {
        Plan plan = result.plan();
        List<Step> done = new ArrayList<>(result.done());
        String otherwise = result.outcome() == Outcome.UNKNOWN ? word(Outcome.UNKNOWN) : word(Outcome.NOT_APPLIED);
        for (Step step : plan.steps()) {
            add(target, plan, done.remove(step) ? word(Outcome.APPLIED) : otherwise, step, table);
        }
        done.forEach(step -> add(target, plan, word(Outcome.APPLIED), step, table));
        result.remaining()
                .forEach(left ->
                        table.row(target, plan.user().value(), plan.kind().done(), "left", left, null));
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void add(String target, Plan plan, String outcome, Step step, ResultTable table) {
        table.row(target, plan.user().value(), plan.kind().done(), outcome, step.words(), step.sql());
    }
}
