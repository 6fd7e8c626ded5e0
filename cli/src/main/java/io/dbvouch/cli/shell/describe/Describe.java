package io.dbvouch.cli.shell.describe;

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
            default -> Outcome.UNKNOWN;
        };
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
}
