package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.output.ResultTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commands that list what is in a database, by their letters. */
public final class Describe {
    private static final String SYSTEM = "S";
    private static final String MORE = "+";

    private final Catalogue catalogue;

    public Describe(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** How it went. */
    public enum Outcome {
        DONE,
        /** It failed, and why has been said. */
        FAILED,
        /** There is no such command. */
        UNKNOWN;

        private static Outcome of(boolean good) {
            return good ? DONE : FAILED;
        }
    }

    /**
     * Runs a command.
     *
     * @param command as it is written, without the backslash
     * @param arguments gives one after the other, then null
     */
    public Outcome run(String command, Supplier<@Nullable String> arguments) throws IOException {
        boolean more = command.contains(MORE);
        boolean system = command.contains(SYSTEM);
        if (command.startsWith("l")) {
            return Outcome.of(new Server(catalogue).databases(arguments.get(), more));
        }
        if (command.equals("z")) {
            return Outcome.of(new Relations(catalogue).privileges(arguments.get()));
        }
        Relations relations = new Relations(catalogue);
        Server server = new Server(catalogue);
        Types types = new Types(catalogue);
        // Only the second letter tells; what follows it is not looked at.
        char kind = command.length() < 2 ? SYSTEM.charAt(0) : command.charAt(1);
        @Nullable String pattern = arguments.get();
        return switch (kind) {
            case 'S', '+' ->
                Outcome.of(
                        pattern == null
                                ? relations.list("tvmsE", null, more, system)
                                : new RelationDetails(catalogue).describe(pattern, more, system));
            case 'b' -> Outcome.of(server.tablespaces(pattern, more));
            case 'C' -> Outcome.of(types.casts(pattern, more));
            case 'D' -> Outcome.of(types.domains(pattern, more, system));
            case 'T' -> Outcome.of(types.types(pattern, more, system));
            case 'g', 'u' -> Outcome.of(server.roles(pattern, more, system));
            case 'n' -> Outcome.of(server.schemas(pattern, more, system));
            case 'p' -> Outcome.of(relations.privileges(pattern));
            case 'x' -> Outcome.of(more ? server.extensionContents(pattern) : server.extensions(pattern));
            case 't', 'v', 'm', 'i', 's', 'E' ->
                Outcome.of(relations.list(command.substring(1), pattern, more, system));
            case 'f' -> functions(command.substring(2), pattern, arguments);
            case 'o' -> Outcome.of(operators(pattern, more, system, arguments));
            default -> listing(command, pattern, more, system, arguments);
        };
    }

    /** What is there as data. */
    private Outcome listing(
            String command,
            @Nullable String pattern,
            boolean more,
            boolean system,
            Supplier<@Nullable String> arguments)
            throws IOException {
        Spec spec = Specs.find(command, pattern != null, catalogue.serverVersion());
        if (spec == null) {
            return Outcome.UNKNOWN;
        }
        List<String> patterns = new ArrayList<>();
        for (String next = pattern;
                next != null;
                next = patterns.size() < spec.named().size() ? arguments.get() : null) {
            patterns.add(next);
        }
        if (more && command.startsWith("dRp")) {
            return Outcome.of(ReplicationSpecs.details(catalogue, patterns));
        }
        if (more && command.startsWith("dF") && !command.startsWith("dFd") && !command.startsWith("dFt")) {
            return Outcome.of(
                    command.startsWith("dFp")
                            ? TextSearchSpecs.parsers(catalogue, patterns)
                            : TextSearchSpecs.configurations(catalogue, patterns));
        }
        if (command.startsWith("drds")) {
            return Outcome.of(settings(spec, patterns));
        }
        return Outcome.of(spec.print(catalogue, patterns, more, system));
    }

    /** Where there are none, that is worth a word instead of an empty table. */
    private boolean settings(Spec spec, List<String> patterns) throws IOException {
        String sql = spec.sql(catalogue, patterns, false, true);
        ResultTable found = sql == null ? null : catalogue.query(sql);
        if (found == null) {
            return false;
        }
        if (found.size() > 0 || catalogue.quiet()) {
            catalogue.print(found, spec.title());
            return true;
        }
        catalogue.error(
                switch (patterns.size()) {
                    case 0 -> "Did not find any settings.";
                    case 1 -> "Did not find any settings for role \"" + patterns.getFirst() + "\".";
                    default ->
                        "Did not find any settings for role \"" + patterns.getFirst() + "\" and database \""
                                + patterns.getLast() + "\".";
                });
        return true;
    }

    private boolean operators(
            @Nullable String pattern, boolean more, boolean system, Supplier<@Nullable String> arguments)
            throws IOException {
        List<String> types = new ArrayList<>();
        for (String type = pattern == null ? null : arguments.get(); type != null; type = arguments.get()) {
            types.add(type);
        }
        Spec spec = ObjectSpecs.operators();
        // One type is that of an operator before its operand.
        List<String> operands = types.size() == 1 ? List.of("o.oprright") : List.of("o.oprleft", "o.oprright");
        if (types.size() == 1) {
            spec = spec.where("o.oprleft = 0");
        }
        for (int i = 0; i < Math.min(types.size(), operands.size()); i++) {
            String type = "t" + i;
            spec = spec.from("LEFT JOIN pg_catalog.pg_type " + type + " ON " + type + ".oid = " + operands.get(i)
                    + " LEFT JOIN pg_catalog.pg_namespace n" + type + " ON n" + type + ".oid = " + type
                    + ".typnamespace");
            if (types.get(i).equals("-")) {
                spec = spec.where(type + ".typname IS NULL");
                continue;
            }
            String condition =
                    new NamePattern(catalogue).condition(Types.internal(types.get(i)), Types.names("n" + type, type));
            if (condition == null) {
                return false;
            }
            spec = spec.where(condition);
        }
        return spec.print(catalogue, pattern == null ? List.of() : List.of(pattern), more, system);
    }

    private Outcome functions(String kinds, @Nullable String pattern, Supplier<@Nullable String> arguments)
            throws IOException {
        if (!kinds.isEmpty() && "+Sanptw".indexOf(kinds.charAt(0)) < 0) {
            return Outcome.UNKNOWN;
        }
        List<String> types = new ArrayList<>();
        for (String type = pattern == null ? null : arguments.get(); type != null; type = arguments.get()) {
            types.add(type);
        }
        return Outcome.of(
                new Functions(catalogue).list(kinds, pattern, types, kinds.contains(MORE), kinds.contains(SYSTEM)));
    }

    /** {@code \sf}. */
    public boolean function(@Nullable String name, boolean numbered) throws IOException {
        return new Sources(catalogue).function(name, numbered);
    }

    /** {@code \sv}. */
    public boolean view(@Nullable String name, boolean numbered) throws IOException {
        return new Sources(catalogue).view(name, numbered);
    }

    /** What {@code \ef} has to edit: the statement that would make a function; null where there is none, which has been said. */
    public @Nullable String functionSource(String name) throws IOException {
        return new Sources(catalogue).function(name);
    }

    /** What {@code \ev} has to edit. */
    public @Nullable String viewSource(String name) throws IOException {
        return new Sources(catalogue).view(name);
    }

    /** How many lines of a function's source come before its body, whose lines error messages count. */
    public static int linesBeforeBody(String source) {
        return Sources.linesBeforeBody(source);
    }
}
