package io.dbvouch.cli.command;

import io.dbvouch.cli.process.Invocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dbvouch}: the commands. */
public final class DbvouchCommand implements Runnable, Modelled {
    private static final Map<String, Function<Invocation, Modelled>> COMMANDS = commands();

    /** Asked by scripts, and answered without any command's model. */
    private static final List<String> VERSION = List.of("--version");

    private final CommandSpec spec;
    private final Verbosity verbosity = new Verbosity();

    DbvouchCommand(String version) {
        spec = new Model(this, "dbvouch", "Database access in your own name, on record.", "")
                .aboveOthers()
                .footer("dbvouch COMMAND --help tells more of each.")
                .with(verbosity)
                .version("dbvouch " + version, "show the version", "-V", "--version")
                .spec();
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    /** How much is told, by a command below. */
    static Verbosity verbosity(CommandSpec below) {
        return ((DbvouchCommand) below.root().userObject()).verbosity;
    }

    private static Map<String, Function<Invocation, Modelled>> commands() {
        Map<String, Function<Invocation, Modelled>> commands = new LinkedHashMap<>();
        commands.put("login", LoginCommand::new);
        commands.put("logout", LogoutCommand::new);
        commands.put("whoami", WhoamiCommand::new);
        commands.put("token", TokenCommand::new);
        commands.put("connect", ConnectCommand::new);
        commands.put("exec", ExecCommand::new);
        commands.put("psql", PsqlCommand::new);
        commands.put("env", EnvCommand::new);
        commands.put("target", CommandGroup::target);
        commands.put("user", CommandGroup::user);
        commands.put("policy", CommandGroup::policy);
        commands.put("ledger", CommandGroup::ledger);
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
        DbvouchCommand root = new DbvouchCommand(invocation.version());
        CommandLine all = new CommandLine(root.spec());
        String meant = meant(arguments);
        List<String> remaining = arguments;
        for (Map.Entry<String, Function<Invocation, Modelled>> each : COMMANDS.entrySet()) {
            if (VERSION.equals(arguments) || (COMMANDS.containsKey(meant) && !meant.equals(each.getKey()))) {
                continue;
            }
            Modelled command = each.getValue().apply(invocation);
            CommandLine line = new CommandLine(command.spec());
            switch (command) {
                case ExecCommand exec -> {
                    if (meant.equals("exec")) {
                        remaining = exec.takeProgram(arguments);
                    }
                }
                // What stands behind the target is psql's, dashes and all.
                case PsqlCommand _ -> line.setStopAtPositional(true);
                case CommandGroup group -> group.addTo(line);
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
