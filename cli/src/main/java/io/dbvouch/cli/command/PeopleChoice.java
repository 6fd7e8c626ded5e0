package io.dbvouch.cli.command;

import io.dbvouch.access.Brokerage;
import io.dbvouch.provision.PeopleFile;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Who there is at the identity provider: in a file, or in a group of Identity Center. */
final class PeopleChoice implements Model.Shared {
    @Nullable
    Path csv;

    @Nullable
    String group;

    @Nullable
    String identityStore;

    @Nullable
    String list;

    IdentityProfile profile = new IdentityProfile();

    @Override
    public void addTo(Model model) {
        model.path("FILE", "who there is: CSV with a column user", value -> csv = value, "--csv")
                .text(
                        "GROUP",
                        "who there is: a group of Identity Center, by its name",
                        value -> group = value,
                        "--group")
                .text(
                        "ID",
                        "Identity Center's directory, d-…; without it, it is asked for",
                        value -> identityStore = value,
                        "--identity-store")
                .with(profile);
    }

    /** A name for the list, where it matters. */
    void addName(Model model) {
        model.text(
                "NAME",
                "what the list of --csv is called, by which its people are known again (default: the file's name)",
                value -> list = value,
                "--list");
    }

    /** Whether anybody is named. */
    boolean isGiven() {
        return csv != null || group != null;
    }

    /** One list, or none. */
    void check(CommandSpec spec) {
        if (csv != null && group != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--csv and --group are two lists: name one");
        }
        if (list != null && csv == null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--list names the list of --csv");
        }
    }

    /**
     * The people's names, to the letter.
     *
     * @param ofTarget the AWS profile where none is named for this, and one is needed; null for the default one
     */
    SortedSet<String> read(Brokerage brokerage, Supplier<@Nullable String> ofTarget) {
        if (group != null) {
            return brokerage.identityStore(profile.or(ofTarget), identityStore).members(group);
        }
        if (csv == null) {
            throw new IllegalStateException("nobody is named");
        }
        return new TreeSet<>(PeopleFile.read(csv));
    }

    /** What the list is called, in the comments of users who came by it. */
    String source() {
        if (csv == null) {
            return "group " + group;
        }
        if (list != null) {
            return "csv " + list;
        }
        Path name = csv.getFileName();
        return "csv " + (name == null ? csv : name);
    }
}
