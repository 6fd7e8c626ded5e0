package io.dbvouch.cli.shell;

import io.dbvouch.cli.shell.assist.Names;
import io.dbvouch.cli.shell.assist.Sources;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the shell has to suggest. */
record ShellSources(Shell shell) implements Sources {
    /** More than anybody looks through. */
    private static final int MOST_FILES = 1000;

    private static final Set<String> LISTINGS = Set.of(
            "d", "d+", "da", "dA", "dAc", "dAf", "dAo", "dAp", "db", "dc", "dC", "dconfig", "dd", "dD", "ddp", "dE",
            "des", "det", "deu", "dew", "df", "df+", "dF", "dFd", "dFp", "dFt", "dg", "di", "di+", "dl", "dL", "dm",
            "dn", "dn+", "do", "dO", "dp", "dP", "drds", "dRp", "dRs", "ds", "dt", "dt+", "dT", "du", "du+", "dv",
            "dv+", "dx", "dx+", "dX", "dy");

    @Override
    public Names names() {
        return shell.names.get();
    }

    @Override
    public boolean newerNames() {
        return shell.names.renew();
    }

    @Override
    public Collection<String> variables() {
        return shell.variables.names();
    }

    @Override
    public Collection<String> commands() {
        Set<String> all = new TreeSet<>(shell.commands.names());
        all.addAll(LISTINGS);
        return all;
    }

    @Override
    public Collection<String> statements() {
        try {
            return HelpCommands.statements().stream().map(StatementHelp::name).toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    @Override
    public List<String> files(String typed) {
        int end = typed.lastIndexOf('/') + 1;
        String folder = typed.substring(0, end);
        String prefix = typed.substring(end);
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(shell.file(shell.expanded(folder)))) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                boolean hidden = name.startsWith(".") && !prefix.startsWith(".");
                if (name.startsWith(prefix) && !hidden && found.size() < MOST_FILES) {
                    found.add(folder + name + (Files.isDirectory(file) ? "/" : ""));
                }
            }
        } catch (IOException _) {
            // A folder that cannot be read has nothing to suggest.
            return List.of();
        }
        found.sort(null);
        return found;
    }

    @Override
    public String keywordCase() {
        return String.valueOf(shell.variables.get("COMP_KEYWORD_CASE"));
    }
}
