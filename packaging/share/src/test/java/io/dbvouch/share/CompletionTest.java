package io.dbvouch.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shells offer, told by the shells themselves. */
class CompletionTest {
    private static final String COMMAND_LINES = """
        '' | connect env exec ledger login logout policy psql target token user whoami
        tar | target
        '--verbose l' | ledger login logout
        'target ' | add discover list remove show
        'user ' | add audit expire list remove show sync
        'policy ' | attributes check permission-set
        'user add paola --target ' | prod reports
        'user sync --target prod --target ' | prod reports
        'policy attributes --format ' | cloudformation json terraform
        'ledger show --event user.' | user.added user.changed user.removed
        'connect ' | prod reports
        'connect p' | prod
        'token --profile x r' | reports
        'target show ' | prod reports
        'target remove re' | reports
        'target add ' |
        'connect --sslmode ' | verify-ca verify-full
        'connect --sslmode verify-f' | verify-full
        'token prod -o ' | json text
        'target list --output js' | json
        'ledger show --event session.r' | session.refused session.requested
        'ledger show --target ' | prod reports
        'ledger show --si' | --since
        'target add x --re' | --reader --reason-required --region
        'login --profile ' | 'default prod-dba two words'
        'login --sso-session ' | corp
        'connect --region ' |
        """;

    private final Command program = Main.program();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void aCompany() throws IOException {
        Path fake = Files.writeString(folder.resolve("dbvouch"), """
            #!/bin/sh
            case "$*" in
              "target list -o json") echo '{"name":"prod","where":"x"}'; echo '{"name":"reports","where":"y"}' ;;
              "target list --config other.toml -o json") echo '{"name":"other","where":"x"}' ;;
              *) echo "unexpected: $*" >&2; exit 2 ;;
            esac
            """);
        Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(folder.resolve("aws"), """
            [default]
            region = eu-west-1
            [profile prod-dba]
            sso_session = corp
            [ profile  two words ]
            [sso-session corp]
            [services local]
            """);
        Files.writeString(folder.resolve("dbvouch.bash"), new BashCompletion(program).script());
        Files.writeString(folder.resolve("_dbvouch"), new ZshCompletion(program).script());
        Files.writeString(folder.resolve("dbvouch.fish"), new FishCompletion(program).script());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = COMMAND_LINES)
    void bash_offersWhatFits(String line, String offers) throws IOException, InterruptedException {
        assertThat(bash(line)).isEqualTo(words(offers).replace("two words", "two\\ words"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = COMMAND_LINES)
    void fish_offersWhatFits(String line, String offers) throws IOException, InterruptedException {
        assumeTrue(Scripted.has("fish"));
        assertThat(fish(line)).isEqualTo(words(offers));
    }

    @Test
    void bash_takesTheConfigurationThatTheLineNames() throws IOException, InterruptedException {
        assertThat(bash("connect --config other.toml ")).isEqualTo("other");
        assertThat(bash("connect --config=other.toml ")).isEqualTo("other");
    }

    @Test
    void bash_completesAValueBehindAnEqualsSign() throws IOException, InterruptedException {
        assertThat(bash("connect --sslmode=")).isEqualTo("verify-ca verify-full");
        assertThat(bash("connect --sslmode=verify-c")).isEqualTo("verify-ca");
        assertThat(bash("connect --sslmode=verify-ca ")).isEqualTo("prod reports");
    }

    @Test
    void bash_leavesTheProgramBehindTheDashesToItsOwnCompletion() throws IOException, InterruptedException {
        assertThat(bash("exec prod -- bas").split(" ", -1)).contains("bash");
        assertThat(bash("exec prod -- --ver")).isEmpty();
    }

    @Test
    void bash_doesNotRunWhatANameSays() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("dbvouch"), """
            #!/bin/sh
            echo '{"name":"$(touch %s)","where":"x"}'
            """.formatted(folder.resolve("ran")));
        bash("connect ");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void everyOption_isOfferedByEveryShell() {
        Set<String> names = new TreeSet<>();
        program.all().forEach(command -> command.options().forEach(option -> names.addAll(option.names())));
        assertThat(names).hasSizeGreaterThan(30).allSatisfy(name -> {
            assertThat(new BashCompletion(program).script()).contains(name);
            assertThat(new ZshCompletion(program).script()).contains(name);
            assertThat(new FishCompletion(program).script())
                    .contains(
                            name.startsWith("--")
                                    ? " -l " + name.substring(2) + " "
                                    : " -s '" + name.substring(1) + "' ");
        });
    }

    @Test
    void scripts_areWhatTheirShellsRead() throws IOException, InterruptedException {
        List<List<String>> checks = new ArrayList<>(List.of(List.of("bash", "-n", "dbvouch.bash")));
        checks.add(List.of("zsh", "-n", "_dbvouch"));
        checks.add(List.of("fish", "--no-execute", "dbvouch.fish"));
        for (List<String> check : checks) {
            if (Scripted.has(check.getFirst())) {
                List<String> command = new ArrayList<>(check);
                command.set(2, folder.resolve(check.getLast()).toString());
                assertThat(Scripted.complaints(command)).isEmpty();
            }
        }
    }

    /** What readline would be given: it breaks words at blanks, and = is a word. */
    private String bash(String line) throws IOException, InterruptedException {
        String script = """
            source "$0/dbvouch.bash"
            compopt() { :; }
            line="dbvouch $1"
            read -ra COMP_WORDS <<<"${line//=/ = }"
            [[ $line != *[' =']  ]] || COMP_WORDS+=('')
            [[ $line != *= ]] || unset 'COMP_WORDS[-1]'
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _dbvouch "$0/dbvouch" "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
            ((${#COMPREPLY[@]} == 0)) || printf '%s\\n' "${COMPREPLY[@]}" | sort
            """;
        return String.join(" ", Scripted.lines(environment(), List.of("bash", "-c", script, folder.toString(), line)));
    }

    private String fish(String line) throws IOException, InterruptedException {
        String script = "source " + folder + "/dbvouch.fish; complete -C " + "'dbvouch " + line + "'";
        return String.join(
                " ",
                Scripted.lines(environment(), List.of("fish", "--no-config", "-c", script)).stream()
                        .map(offer -> offer.split("\t", 2)[0])
                        .sorted()
                        .toList());
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH",
                folder + ":" + System.getenv("PATH"),
                "HOME",
                folder.toString(),
                "AWS_CONFIG_FILE",
                folder.resolve("aws").toString(),
                "LC_ALL",
                "C.UTF-8");
    }

    private static String words(String offers) {
        return offers == null ? "" : offers;
    }
}
