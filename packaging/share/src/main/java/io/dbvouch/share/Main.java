package io.dbvouch.share;

import io.dbvouch.cli.command.DbvouchCommand;
import io.dbvouch.cli.process.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Run by the build: {@code <folder> <README> <version> <timestamp>}. */
final class Main {
    private Main() {}

    /** The program as its models tell it. */
    static Command program() {
        return Command.of(
                DbvouchCommand.commandLine(Invocation.ofProcess()).commandLine().getCommandSpec());
    }

    public static void main(String[] args) throws IOException {
        Path share = Path.of(args[0]);
        Command program = program();
        String day = args[3].substring(0, "2026-11-22".length());
        Manual manual = new Manual(program, new Readme(Files.readString(Path.of(args[1]))), args[2], day);
        for (Map.Entry<String, String> page : manual.pages().entrySet()) {
            char section = page.getKey().charAt(page.getKey().length() - 1);
            write(share.resolve("man/man" + section).resolve(page.getKey()), page.getValue());
        }
        // Each where its shell looks for it.
        write(share.resolve("bash-completion/completions/dbvouch"), new BashCompletion(program).script());
        write(share.resolve("zsh/site-functions/_dbvouch"), new ZshCompletion(program).script());
        write(share.resolve("fish/vendor_completions.d/dbvouch.fish"), new FishCompletion(program).script());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
