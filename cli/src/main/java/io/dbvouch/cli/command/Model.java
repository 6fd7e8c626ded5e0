package io.dbvouch.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;

/**
 * What a command line may hold, and where it goes: picocli's model, made by hand. Its annotations say the same by way of
 * reflection, proxies and method handles, which no AOT cache keeps: on a JVM they take a third of the time of a warm token.
 */
final class Model {
    private final CommandSpec spec;

    /**
     * Begins with a command that takes nothing.
     *
     * @param command what is run
     * @param description a format, as of {@link String#format}, like all descriptions here
     */
    Model(Object command, String name, String... description) {
        spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.usageMessage().description(description);
    }

    /** What picocli wants. */
    CommandSpec spec() {
        return spec;
    }

    /** A last line of help. */
    Model footer(String line) {
        spec.usageMessage().footer("", line);
        return this;
    }

    /** What the command is called with, where picocli's own words do not tell. */
    Model synopsis(String line) {
        spec.usageMessage().customSynopsis(line);
        return this;
    }

    /** Other commands are below this one. */
    Model aboveOthers() {
        spec.usageMessage().synopsisSubcommandLabel("COMMAND");
        return this;
    }

    /** The database that is meant, if it is named. */
    Model target(Consumer<String> to) {
        return argument(
                "TARGET",
                "a configured target, or postgresql://host:port/db",
                PositionalParamSpec.builder().arity("0..1").type(String.class).setter(new Into<>(String.class, to)));
    }

    /** A word that has to be there. */
    Model word(String label, String description, Consumer<String> to) {
        return argument(
                label,
                description,
                PositionalParamSpec.builder()
                        .arity("1")
                        .required(true)
                        .type(String.class)
                        .setter(new Into<>(String.class, to)));
    }

    /** Any number of words. */
    Model words(String label, String description, List<String> to) {
        Forwarded list = new Forwarded(to::add);
        return argument(
                label,
                description,
                PositionalParamSpec.builder()
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .getter(list)
                        .setter(list));
    }

    private Model argument(String label, String description, PositionalParamSpec.Builder argument) {
        spec.addPositional(argument.paramLabel(label).description(description).build());
        return this;
    }

    /** An option with a text. */
    Model text(String label, String description, Consumer<String> to, String... names) {
        return option(String.class, label, description, to, names);
    }

    /** An option with a text that may be left out, and is empty then. */
    Model textOrNone(String label, String description, Consumer<String> to, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(String.class)
                .arity("0..1")
                .fallbackValue("")
                .paramLabel(label)
                .description(description)
                .setter(new Into<>(String.class, to))
                .build());
        return this;
    }

    /** An option with a path. */
    Model path(String label, String description, Consumer<Path> to, String... names) {
        return option(Path.class, label, description, to, names);
    }

    /** An option with a whole number. */
    Model number(String label, String description, Consumer<Integer> to, String... names) {
        return option(Integer.class, label, description, to, names);
    }

    private <T> Model option(Class<T> type, String label, String description, Consumer<T> to, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(type)
                .paramLabel(label)
                .description(description)
                .setter(new Into<>(type, to))
                .build());
        return this;
    }

    /** An option with a text, which may be given several times. */
    Model texts(String label, String description, List<String> to, String... names) {
        return each(label, description, to::add, names);
    }

    /** An option with a text, which may be given several times, among others: each goes where it belongs as it comes. */
    Model each(String label, String description, Consumer<String> to, String... names) {
        Forwarded list = new Forwarded(to);
        spec.addOption(OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .getter(list)
                .setter(list)
                .paramLabel(label)
                .description(description)
                .build());
        return this;
    }

    /** An option that is there or not. */
    Model flag(String description, Consumer<Boolean> to, String... names) {
        spec.addOption(
                flagOf(description, names).setter(new Into<>(Boolean.class, to)).build());
        return this;
    }

    /** One that all commands below this one have, too. */
    Model everywhere(String description, Consumer<Boolean> to, String... names) {
        spec.addOption(flagOf(description, names)
                .setter(new Into<>(Boolean.class, to))
                .scopeType(ScopeType.INHERIT)
                .build());
        return this;
    }

    /** The option that shows help, here and below. */
    Model help(String description, String... names) {
        spec.addOption(flagOf(description, names)
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .build());
        return this;
    }

    /** The option that shows the version. */
    Model version(String version, String description, String... names) {
        spec.version(version);
        spec.addOption(flagOf(description, names).versionHelp(true).build());
        return this;
    }

    private static OptionSpec.Builder flagOf(String description, String... names) {
        return OptionSpec.builder(names).type(boolean.class).description(description);
    }

    /** An option whose value is checked by {@code check}: what it throws is told as what is wrong with the value. */
    Model checked(String label, String description, UnaryOperator<String> check, Consumer<String> to, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .converters(check::apply)
                .setter(new Into<>(String.class, to))
                .build());
        return this;
    }

    /** An option with one of the words that {@code values} has, of which the first one holds where it is not given. */
    <E extends Enum<E>> Model choice(E[] values, String description, Consumer<E> to, String... names) {
        List<String> words = Stream.of(values).map(Enum::name).toList();
        spec.addOption(OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(String.join("|", words))
                .completionCandidates(words)
                .description(description)
                .converters(word -> {
                    if (!words.contains(word)) {
                        throw new CommandLine.TypeConversionException(
                                "expected one of " + words + " (case-sensitive) but was '" + word + "'");
                    }
                    return word;
                })
                .setter(new Into<>(String.class, word -> to.accept(values[words.indexOf(word)])))
                .build());
        return this;
    }

    /** Options that several commands have. */
    Model with(Shared options) {
        options.addTo(this);
        return this;
    }

    /** What several commands have. */
    interface Shared {
        void addTo(Model model);
    }

    /** Hands a value on, as picocli has converted it. It begins with null: what holds then is in the field already. */
    private record Into<T>(Class<T> type, Consumer<T> to) implements ISetter {
        @Override
        public <V> @Nullable V set(@Nullable V value) {
            if (value != null) {
                to.accept(type.cast(value));
            }
            return value;
        }
    }

    /** Hands on what picocli adds to a list. */
    private static final class Forwarded implements IGetter, ISetter {
        private final Consumer<String> to;
        private List<String> seen = new ArrayList<>();

        Forwarded(Consumer<String> to) {
            this.to = to;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
        }) // picocli's form, and it is told what the list is of
        public <V> V get() {
            return (V) new ArrayList<>(seen);
        }

        @Override
        public <V> @Nullable V set(@Nullable V value) {
            List<String> all = new ArrayList<>();
            if (value instanceof List<?> values) {
                values.forEach(each -> all.add((String) each));
            }
            all.stream().skip(seen.size()).forEach(to);
            seen = all;
            return value;
        }
    }
}
