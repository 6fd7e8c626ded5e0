package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.PrintSettings.Form;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How results look. */
final class FormatCommands {
    private final Shell shell;

    FormatCommands(Shell shell) {
        this.shell = shell;
    }

    void register(MetaCommands.Registry registry) {
        registry.add(_ -> set("format", shell.print.form == Form.ALIGNED ? "unaligned" : "aligned"), "a");
        registry.add(_ -> set("format", shell.print.form == Form.HTML ? "aligned" : "html"), "H", "html");
        registry.add(call -> set("title", call.arguments().argumentBeforeSemicolon()), "C");
        registry.add(call -> set("fieldsep", call.arguments().argument()), "f");
        registry.add(call -> set("tuples_only", call.arguments().argumentBeforeSemicolon()), "t");
        registry.add(call -> set("tableattr", call.arguments().argument()), "T");
        registry.add(call -> set("expanded", call.arguments().argumentBeforeSemicolon()), "x");
        registry.add(this::pset, "pset");
        registry.add(this::timing, "timing");
    }

    private Outcome pset(SlashCall call) throws IOException {
        String name = call.arguments().argument();
        String value = call.arguments().argument();
        if (name == null) {
            new PsetInfo(shell.print).list(shell.out());
            shell.out().flush();
            return Outcome.DONE;
        }
        return set(name, value);
    }

    private Outcome set(String name, @Nullable String value) throws IOException {
        if (!shell.pset.set(name, value)) {
            return Outcome.ERROR;
        }
        if (!shell.settings.quiet && !Pset.isSilent(name, value)) {
            shell.println(new PsetInfo(shell.print).sentence(name));
        }
        return Outcome.DONE;
    }

    private Outcome timing(SlashCall call) throws IOException {
        String value = call.arguments().argument();
        Boolean on = ParsedValue.bool(value);
        boolean success = true;
        if (value == null) {
            shell.settings.timing = !shell.settings.timing;
        } else if (on == null) {
            shell.talk.error(ParsedValue.notBool(value, "\\timing"));
            success = false;
        } else {
            shell.settings.timing = on;
        }
        if (!shell.settings.quiet) {
            shell.println(shell.settings.timing ? "Timing is on." : "Timing is off.");
        }
        return Outcome.of(success);
    }
}
