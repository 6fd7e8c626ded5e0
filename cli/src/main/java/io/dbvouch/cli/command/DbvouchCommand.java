package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dbvouch}: the commands. */
@Command(
        name = "dbvouch",
        description = {"Database access in your own name, on record.", ""},
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "dbvouch COMMAND --help tells more of each."})
public final class DbvouchCommand implements Runnable {
    private static final Map<String, Function<Invocation, Object>> COMMANDS = commands();

    /** Asked by scripts, and answered without any command's model. */
    private static final List<String> VERSION = List.of("--version");

    @Spec
    CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Mixin
    Verbosity verbosity = new Verbosity();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version")
    boolean version;

    private static Map<String, Function<Invocation, Object>> commands() {
        Map<String, Function<Invocation, Object>> commands = new LinkedHashMap<>();
        commands.put("login", LoginCommand::new);
        commands.put("logout", LogoutCommand::new);
        commands.put("whoami", WhoamiCommand::new);
        commands.put("token", TokenCommand::new);
        commands.put("connect", ConnectCommand::new);
        commands.put("exec", ExecCommand::new);
        commands.put("psql", PsqlCommand::new);
        commands.put("target", TargetCommand::new);
        commands.put("ledger", LedgerCommand::new);
        return commands;
    }

    /** A command line with its arguments. */
    public record Parsed(CommandLine commandLine, DbvouchCommand root, List<String> arguments) {}

    /**
     * The command line for {@code arguments}. Only the command that is meant is made: building the model of all of them
     * takes several times as long.
     */
    public static Parsed commandLine(Invocation invocation, String... given) {
        List<String> arguments = List.of(given);
        DbvouchCommand root = new DbvouchCommand();
        CommandLine all = new CommandLine(root);

        all.getCommandSpec().version("dbvouch " + invocation.version());
        String meant = meant(arguments);
        List<String> remaining = arguments;
        for (Map.Entry<String, Function<Invocation, Object>> each : COMMANDS.entrySet()) {
            if (VERSION.equals(arguments) || (COMMANDS.containsKey(meant) && !meant.equals(each.getKey()))) {
                continue;
            }
            Object command = each.getValue().apply(invocation);
            CommandLine line = new CommandLine(command);
            switch (command) {
                case ExecCommand exec -> {
                    if (meant.equals("exec")) {
                        remaining = exec.takeProgram(arguments);
                    }
                }
                // What stands behind the target is psql's, dashes and all.
                case PsqlCommand _ -> line.setStopAtPositional(true);
                case TargetCommand target -> target.addTo(line, invocation);
                case LedgerCommand ledger -> ledger.addTo(line, invocation);
                default -> {}
            }
            all.addSubcommand(each.getKey(), line);
        }
        // A word that begins with @ is data, as with psql and ssh; and what is said twice is meant once.
        all.setExpandAtFiles(false);
        all.setOverwrittenOptionsAllowed(true);
        return new Parsed(all, root, remaining);
    }

    /** The command's name: the first word that is no option; those that stand before a command take no values. */
    public static String meant(List<String> arguments) {
        for (String argument : arguments) {
            if (!argument.startsWith("-")) {
                return argument;
            }
        }
        return "";
    }

    /** How much is told. */
    public Verbosity verbosity() {
        return verbosity;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command is named");
    }
}
