package io.dbvouch.cli.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Scripts within scripts, results in files, data in files. */
final class FileCommands {
    private final Shell shell;

    FileCommands(Shell shell) {
        this.shell = shell;
    }

    void register(MetaCommands.Registry registry) {
        registry.add(this::include, "i", "include", "ir", "include_relative");
        registry.add(this::output, "o", "out");
        registry.add(this::folder, "cd");
        registry.add(
                call -> Outcome.of(new CopyCommand(shell).run(call.arguments().wholeLine())), "copy");
        registry.add(this::command, "!");
        registry.add(this::history, "s");
    }

    private Outcome include(SlashCall call) throws IOException {
        String name = call.arguments().argumentBeforeSemicolon();
        if (name == null) {
            shell.talk.error("\\" + call.name() + ": missing required argument");
            return Outcome.ERROR;
        }
        boolean relative = call.name().equals("ir") || call.name().equals("include_relative");
        return Outcome.of(new ScriptFile(shell).run(shell.expanded(name), relative) == ScriptLoop.End.DONE);
    }

    private Outcome output(SlashCall call) throws IOException {
        String name = call.arguments().fileOrPipe(true);
        QueryOutput to = name == null ? shell.standardOutput() : new Files(shell).create(shell.expanded(name));
        if (to == null) {
            return Outcome.ERROR;
        }
        shell.queryOutput(to);
        return Outcome.DONE;
    }

    private Outcome command(SlashCall call) throws IOException {
        String command = call.arguments().wholeLine();
        if (shell.programs.refuses("\\!")) {
            return Outcome.ERROR;
        }
        String own = "exec " + shell.programs.environment().getOrDefault("SHELL", "/bin/sh");
        shell.programs.run(command == null ? own : command);
        return Outcome.DONE;
    }

    private Outcome history(SlashCall call) throws IOException {
        String given = call.arguments().argument();
        String name = given == null ? null : shell.expanded(given);
        if (shell.screen == null) {
            // Nobody has typed anything: as psql, neither a file nor a word about it.
            if (name == null) {
                shell.println("");
            }
            return Outcome.DONE;
        }
        List<String> typed = shell.screen.typed();
        String all = typed.stream().map(text -> text + "\n").collect(Collectors.joining());
        if (name == null) {
            shell.show(shell.standardOutput(), sink -> sink.write(all));
            shell.println("");
            return Outcome.DONE;
        }
        try {
            Files.writePrivately(shell.file(name), all);
        } catch (IOException e) {
            shell.talk.error("could not save history to file \"" + name + "\": " + Files.reason(e));
            return Outcome.ERROR;
        }
        if (!shell.settings.quiet) {
            shell.println("Wrote history to file \"" + name + "\".");
        }
        return Outcome.DONE;
    }

    private Outcome folder(SlashCall call) {
        String name = call.arguments().argumentBeforeSemicolon();
        String home = shell.environment.get("HOME");
        String wanted = name == null ? home : name;
        if (wanted == null) {
            shell.talk.error("could not get home directory");
            return Outcome.ERROR;
        }
        Path path = shell.file(shell.expanded(wanted));
        if (!java.nio.file.Files.isDirectory(path)) {
            String reason = java.nio.file.Files.exists(path) ? "Not a directory" : "No such file or directory";
            shell.talk.error("\\" + call.name() + ": could not change directory to \"" + wanted + "\": " + reason);
            return Outcome.ERROR;
        }
        shell.folder(path);
        return Outcome.DONE;
    }
}
