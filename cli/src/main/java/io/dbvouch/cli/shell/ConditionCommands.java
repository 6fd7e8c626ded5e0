package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.Conditions.Branch;
import io.dbvouch.cli.shell.Conditions.State;
import java.util.StringJoiner;

/** {@code \if}, {@code \elif}, {@code \else}, {@code \endif}. */
final class ConditionCommands {
    private final Shell shell;

    ConditionCommands(Shell shell) {
        this.shell = shell;
    }

    void register(MetaCommands.Registry registry) {
        registry.add(this::begin, "if");
        registry.add(this::elseIf, "elif");
        registry.add(this::otherwise, "else");
        registry.add(this::end, "endif");
    }

    private Outcome begin(SlashCall call) {
        Conditions conditions = call.state().conditions;
        boolean active = conditions.active();
        conditions.push(active ? State.TRUE : State.IGNORED);
        Branch branch = top(conditions);
        keepText(call, branch);
        boolean holds = expression(call, "\\if expression", active);
        if (active && !holds) {
            branch.state = State.FALSE;
        }
        return Outcome.DONE;
    }

    private static Branch top(Conditions conditions) {
        Branch top = conditions.top();
        if (top == null) {
            throw new IllegalStateException("no branch");
        }
        return top;
    }

    private Outcome elseIf(SlashCall call) {
        Branch branch = call.state().conditions.top();
        if (branch == null) {
            return wrong("\\elif: no matching \\if");
        }
        switch (branch.state) {
            case TRUE -> {
                keepText(call, branch);
                branch.state = State.IGNORED;
                expression(call, "", false);
            }
            case FALSE -> {
                dropText(call, branch);
                branch.state = State.TRUE;
                if (!expression(call, "\\elif expression", true)) {
                    branch.state = State.FALSE;
                }
            }
            case IGNORED -> {
                dropText(call, branch);
                expression(call, "", false);
            }
            case ELSE_TRUE, ELSE_FALSE -> {
                return wrong("\\elif: cannot occur after \\else");
            }
        }
        return Outcome.DONE;
    }

    private Outcome otherwise(SlashCall call) {
        Branch branch = call.state().conditions.top();
        if (branch == null) {
            return wrong("\\else: no matching \\if");
        }
        switch (branch.state) {
            case TRUE -> {
                keepText(call, branch);
                branch.state = State.ELSE_FALSE;
            }
            case FALSE -> {
                dropText(call, branch);
                branch.state = State.ELSE_TRUE;
            }
            case IGNORED -> {
                dropText(call, branch);
                branch.state = State.ELSE_FALSE;
            }
            case ELSE_TRUE, ELSE_FALSE -> {
                return wrong("\\else: cannot occur after \\else");
            }
        }
        return Outcome.DONE;
    }

    private Outcome end(SlashCall call) {
        Branch branch = call.state().conditions.top();
        if (branch == null) {
            return wrong("\\endif: no matching \\if");
        }
        switch (branch.state) {
            case TRUE, ELSE_TRUE -> {}
            case FALSE, IGNORED, ELSE_FALSE -> dropText(call, branch);
        }
        call.state().conditions.pop();
        return Outcome.DONE;
    }

    private Outcome wrong(String message) {
        shell.talk.error(message);
        return Outcome.ERROR;
    }

    private static void keepText(SlashCall call, Branch branch) {
        branch.queryLength = call.state().query.length();
        branch.parentheses = call.state().scanner.parentheses();
    }

    private static void dropText(SlashCall call, Branch branch) {
        call.state().query.setLength(branch.queryLength);
        call.state().scanner.parentheses(branch.parentheses);
    }

    private boolean expression(SlashCall call, String what, boolean evaluated) {
        StringJoiner words = new StringJoiner(" ");
        for (String word = call.arguments().argument();
                word != null;
                word = call.arguments().argument()) {
            words.add(word);
        }
        if (!evaluated) {
            return false;
        }
        Boolean value = ParsedValue.bool(words.toString());
        if (value == null) {
            shell.talk.error(ParsedValue.notBool(words.toString(), what));
        }
        return Boolean.TRUE.equals(value);
    }
}
