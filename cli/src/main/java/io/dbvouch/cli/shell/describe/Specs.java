package io.dbvouch.cli.shell.describe;

import org.jspecify.annotations.Nullable;

/** The listings that are there as data, by their commands. */
final class Specs {
    private Specs() {}

    /**
     * A listing; null where there is no such command.
     *
     * @param command without its backslash, of two letters at least: what follows those that tell is not looked at
     * @param named whether there is a pattern
     * @param version the server's
     */
    static @Nullable Spec find(String command, boolean named, int version) {
        String rest = command.substring(2);
        return switch (command.charAt(1)) {
            case 'a' -> ObjectSpecs.aggregates();
            case 'A' -> AccessMethodSpecs.find(rest, command.contains("+"));
            case 'c' ->
                command.startsWith("dconfig") ? ObjectSpecs.parameters(named, version) : ObjectSpecs.conversions();
            case 'd' -> rest.startsWith("p") ? ObjectSpecs.defaultPrivileges() : ObjectSpecs.descriptions();
            case 'e' -> ForeignSpecs.find(rest);
            case 'F' -> TextSearchSpecs.find(rest);
            case 'l' -> ObjectSpecs.largeObjects();
            case 'L' -> ObjectSpecs.languages();
            case 'O' -> ObjectSpecs.collations(version);
            case 'P' -> ObjectSpecs.partitioned(rest, named);
            case 'r' -> rest.startsWith("ds") ? ObjectSpecs.settings() : null;
            case 'R' -> ReplicationSpecs.find(rest, version);
            case 'X' -> ObjectSpecs.statistics(version);
            case 'y' -> ObjectSpecs.eventTriggers();
            default -> null;
        };
    }
}
