package io.dbvouch.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tour of the prompt. Each stop is a terminal of its own; all are with the same database, and one person. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
final class TerminalTourTest {
    private static final String PROMPT = "company=>";
    private static final Pattern GREETING = Pattern.compile("on record as session ([0-9A-Z]{26})\\.");
    private static final int COLUMNS = 100;
    private static final int LINES = 50;

    private final String program = Objects.requireNonNull(System.getProperty("dbvouch.program"), "dbvouch.program");
    private final Map<String, String> environment = new TreeMap<>();
    private @Nullable Sandbox sandbox;
    private Path here = Path.of("");
    private String stop = "";
    private int screens;

    @BeforeAll
    void enter(@TempDir Path folder) throws Exception {
        assumeTrue(Screen.isPossible() || System.getenv("CI") != null, "there is no tmux on this machine");
        here = folder;
        Sandbox started = Sandbox.start(SandboxOptions.defaults().withAutoApprove("arianna"));
        sandbox = started;
        environment.putAll(started.environment());
        environment.put("HOME", here.toString());
        environment.put("XDG_STATE_HOME", here.resolve("state").toString());
        environment.put("XDG_CACHE_HOME", here.resolve("cache").toString());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("LANG", "C.UTF-8");
        environment.put("TZ", "UTC");
        environment.put("SHELL", "/bin/sh");
        signIn();
    }

    private void signIn() throws IOException, InterruptedException {
        try (Screen screen = run("login --device-code --no-browser --profile sandbox")) {
            screen.sees("ended with 0");
        }
    }

    @AfterAll
    void close() throws IOException {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @BeforeEach
    void name(TestInfo test) {
        stop = test.getTestMethod().orElseThrow().getName() + "-"
                + test.getDisplayName().replaceAll("[^a-z]+", "");
    }

    private Screen run(String arguments) throws IOException, InterruptedException {
        return screen("'" + program + "' " + arguments);
    }

    /** A shell of the system's, which has jobs. */
    private Screen shell() throws IOException, InterruptedException {
        return screen("sh -i");
    }

    private Screen screen(String command) throws IOException, InterruptedException {
        screens++;
        Path folder = Files.createDirectory(here.resolve("screen" + screens));
        Path recording = Path.of("target", "terminal-tour", stop);
        return new Screen(folder, environment, command, COLUMNS, LINES, recording);
    }

    /** At the prompt. */
    private Screen connect(String... options) throws IOException, InterruptedException {
        return run("connect sandbox " + String.join(" ", options)).seesLast(PROMPT);
    }

    @Test
    void greeting_namesServerTlsAndPerson() throws Exception {
        try (Screen screen = connect()) {
            assertThat(screen.text())
                    .containsPattern("dbvouch \\S+, PostgreSQL 18\\S* at localhost:\\d+\n")
                    .contains("SSL connection (protocol: TLSv1.3, cipher: ")
                    .containsPattern("You are arianna, as user \"arianna\", on record as session [0-9A-Z]{26}\\.\n")
                    .contains("Type \"help\" for help.");
            screen.press("C-d").sees("ended with 0");
        }
    }

    @Test
    void completion_namesOfTheCatalogue_areFound() throws Exception {
        try (Screen screen = connect()) {
            screen.enter("create temp table orders (id int, customer text);").sees("CREATE TABLE");
            screen.type("sel").press("Tab").sees("company=> select");
            screen.type("* from ord").press("Tab").sees("company=> select * from orders");
            screen.type("where cust").press("Tab").sees("company=> select * from orders where customer");
            screen.press("C-c").seesLast(PROMPT);
            screen.type("\\d pg_stat_ac").press("Tab").sees("\\d pg_stat_activity");
            screen.press("C-c").seesLast(PROMPT);
            screen.type("\\pset format ").press("Tab").sees("asciidoc").sees("unaligned");
            screen.press("C-c").seesLast(PROMPT);
            screen.enter("\\q").sees("ended with 0");
        }
        // What was looked up for that is nobody's statement.
        try (Screen screen = run("ledger show -n 1 -o json")) {
            screen.sees("\"statements\":1").sees("ended with 0");
        }
    }

    @Test
    void interrupt_statementThatRuns_isCancelled() throws Exception {
        try (Screen screen = connect()) {
            screen.enter("select pg_sleep(60);").sees("s; Ctrl-C cancels");
            screen.press("C-c")
                    .sees("ERROR:  canceling statement due to user request")
                    .seesLast(PROMPT);
            assertThat(screen.text()).doesNotContain("Ctrl-C cancels");
            screen.enter("select 40 + 2 as answer;").sees("     42");
        }
    }

    @Test
    void typingAhead_whileAStatementRuns_isShownAtTheNextPrompt() throws Exception {
        try (Screen screen = connect()) {
            screen.enter("select pg_sleep(3), 1 as one;").sees("s; Ctrl-C cancels");
            screen.enter("select 40 + 2 as two;").type("select 40");
            screen.sees("\n  42\n").seesLast("company=> select 40");
            assertThat(screen.text())
                    .doesNotContain("Ctrl-C cancels")
                    .containsOnlyOnce("select 40 + 2 as two;")
                    .contains("company=> select 40 + 2 as two;\n two");
            screen.enter(" + 1 as three;").sees("\n    41\n").seesLast(PROMPT);
        }
    }

    @Test
    void interrupt_lineThatIsTyped_isDropped() throws Exception {
        try (Screen screen = connect()) {
            screen.enter("select (1,")
                    .seesLast("company(>")
                    .type("2")
                    .press("C-c")
                    .seesLast(PROMPT);
            screen.enter("select 40 + 2 as answer;").sees("     42");
        }
    }

    @Test
    void editing_statementOfSeveralLines_isOneText() throws Exception {
        try (Screen screen = connect()) {
            screen.enter("select 'a").seesLast("company'>");
            screen.enter("', (").seesLast("company(>");
            screen.enter("20 ++ -- wrong").seesLast("company(>");
            screen.type("22)").press("Up", "End");
            for (int i = 0; i < " -- wrong".length() + 1; i++) {
                screen.press("BSpace");
            }
            screen.press("Down", "End")
                    .type(";")
                    .press("Enter")
                    .sees("       42")
                    .seesLast(PROMPT);
            assertThat(screen.text()).contains("company(> 20 +\ncompany(> 22);");
            // It comes back whole.
            screen.press("Up")
                    .sees("the same text twice", seen -> seen.indexOf("select 'a") < seen.lastIndexOf("select 'a"));
        }
    }

    @Test
    void prompts_ofTransactions_showTheirState() throws Exception {
        try (Screen screen = connect()) {
            screen.enter("begin;").seesLast("company=*>");
            screen.enter("select").seesLast("company-*>").press("C-c");
            screen.enter("nonsense;").seesLast("company=!>");
            screen.enter("rollback;").seesLast(PROMPT);
            screen.enter("\\set PROMPT1 '%n@%m:%> '").sees("arianna@localhost:");
        }
    }

    @Test
    void history_ofTheTarget_outlastsTheShellWithoutSecrets() throws Exception {
        try (Screen screen = connect()) {
            screen.enter("select 'kept one';").sees("(1 row)").seesLast(PROMPT);
            screen.enter("select 'password=hunter2';").sees("hunter2\n(1 row)").seesLast(PROMPT);
            screen.press("C-d").sees("ended with 0");
        }
        Path file = here.resolve("state/dbvouch/history/sandbox");
        assertThat(Files.readString(file)).contains("select 'kept one';\n").doesNotContain("hunter2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Screen screen = connect()) {
            screen.press("C-r").type("kept o").sees("select 'kept one';");
            screen.press("Enter").sees("(1 row)");
        }
    }

    @Test
    void history_shown_isWithoutSecrets() throws Exception {
        try (Screen screen = connect()) {
            screen.enter("select 'shown later';").sees("(1 row)").seesLast(PROMPT);
            screen.enter("select 'password=hunter2';").sees("hunter2\n(1 row)").seesLast(PROMPT);
            screen.enter("\\s here.txt").sees("Wrote history to file \"here.txt\".");
            screen.enter("\\cd .").enter("\\pset pager off").enter("\\s");
            screen.sees("\\s here.txt\n\\cd .\n\\pset pager off").seesLast(PROMPT);
            screen.press("C-d").sees("ended with 0");
        }
        Path file = Path.of("here.txt");
        try {
            assertThat(Files.readString(file))
                    .contains("select 'shown later';\n")
                    .doesNotContain("hunter2");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void editor_textThatIsEdited_runsOrWaits() throws Exception {
        Path editor = Files.writeString(here.resolve("editor"), """
            echo "Which word, or wait?"
            read answer < /dev/tty
            for file; do :; done
            if [ "$answer" = wait ]; then echo "select 6 * 7" > "$file"; else echo "select '$answer' it;" > "$file"; fi
            """);
        environment.put("EDITOR", "sh " + editor);
        try (Screen screen = connect()) {
            screen.enter("select 1 \\e")
                    .seesLast("Which word, or wait?")
                    .enter("whole")
                    .sees(" whole\n(1 row)")
                    .seesLast(PROMPT);
            screen.press("Up")
                    .seesLast("company=> select 'whole' it;")
                    .press("C-c")
                    .seesLast(PROMPT);
            screen.enter("\\e")
                    .seesLast("Which word, or wait?")
                    .enter("wait")
                    .sees("select 6 * 7")
                    .seesLast("company->");
            screen.enter(";").sees("       42").seesLast(PROMPT);
        } finally {
            environment.remove("EDITOR");
        }
    }

    @Test
    void programs_ofTheShell_areForWhomTheConfigurationLets() throws Exception {
        try (Screen screen = connect()) {
            screen.enter("\\! echo r''un")
                    .sees("\\!: programs are run from here only where the target's configuration says");
            assertThat(screen.text()).doesNotContain("\nrun");
            screen.press("C-d").sees("ended with 0");
        }
        Path configuration = here.resolve("allowing.toml");
        Files.writeString(
                configuration,
                Files.readString(Path.of(Objects.requireNonNull(environment.get("DBVOUCH_CONFIG"))))
                        .replace("[targets.sandbox]", "[targets.sandbox]\nallow_shell = true"));
        try (Screen screen = connect("--config", configuration.toString())) {
            screen.enter("\\! echo what?; read answer; echo \"answered $answer\"")
                    .seesLast("what?")
                    .enter("so")
                    .sees("what?\nso\nanswered so")
                    .seesLast(PROMPT);
            // Ctrl-C is the program's, and only its.
            screen.enter("\\! echo sleeps; sleep 60")
                    .sees("\nsleeps")
                    .press("C-c")
                    .seesLast("^C" + PROMPT);
            screen.enter("select 40 + 2 as answer;").sees("     42").seesLast(PROMPT);
            screen.enter("\\!").sees("a shell's prompt", seen -> seen.endsWith("\n#") || seen.endsWith("\n$"));
            screen.enter("exit").seesLast(PROMPT);
        }
    }

    @Test
    void pager_resultTallerOrWiderThanTheScreen_isPaged() throws Exception {
        try (Screen screen = connect()) {
            screen.enter("select * from generate_series(1, 200) n;").seesLast(":");
            screen.press("q").seesLast(PROMPT);
            screen.enter("select repeat('abc', 60) wide;").sees("(END)");
            screen.press("q").seesLast(PROMPT);
            screen.enter("\\pset pager off")
                    .enter("select * from generate_series(1, 200) n;")
                    .sees("(200 rows)");
            screen.enter("\\setenv PSQL_PAGER 'sed s/^/paged:/'")
                    .enter("\\pset pager always")
                    .enter("select 1 one;");
            screen.sees("paged: one").seesLast(PROMPT);
        }
    }

    @Test
    void pager_scriptOnATerminal_hasOneToo() throws Exception {
        String tall = "connect sandbox -c 'select * from generate_series(1, 200) n' -c 'select 40 + 2 as answer'";
        try (Screen screen = run(tall)) {
            screen.seesLast(":").press("q").sees("     42\n(1 row)").sees("ended with 0");
        }
        try (Screen screen = run("connect sandbox -c \"select repeat('abc', 60) wide\"")) {
            screen.sees("(END)").press("q").sees("ended with 0");
        }
        try (Screen screen = run(tall + " -P pager=off")) {
            screen.sees("(200 rows)\n\n answer").sees("ended with 0");
        }
        try (Screen screen = run(tall + " </dev/null")) {
            screen.sees("(200 rows)\n\n answer").sees("ended with 0");
        }
        try (Screen screen = run("connect sandbox -P format=wrapped -c \"select repeat('abc', 60) wide\"")) {
            screen.sees(".\n.").sees("ended with 0");
        }
    }

    @Test
    void resize_newSize_counts() throws Exception {
        String wide = "select 'left' one, repeat('x', 60) two;";
        try (Screen screen = connect()) {
            screen.enter("\\x auto").enter(wide).sees(" one  |");
            screen.resize(60, 12).press("C-l").seesLast(PROMPT);
            screen.enter("\\pset pager off").enter(wide).sees("one | left");
            screen.enter("\\pset pager on")
                    .enter("select * from generate_series(1, 12) n;")
                    .seesLast(":");
            screen.press("q").seesLast(PROMPT);
            screen.type("select 'a line that is longer than the screen is wide, which therefore wraps'");
            screen.resize(COLUMNS, LINES).press("C-l");
            screen.seesLast("company=> select 'a line that is longer than the screen is wide, which therefore wraps'");
        }
    }

    @Test
    void paste_scriptOfManyLines_runsWhenEntered() throws Exception {
        StringBuilder script = new StringBuilder("create temp table pasted (n int, t text);\n");
        for (int i = 0; i < 400; i++) {
            script.append("insert into pasted values (").append(i).append(",\n\t'line\n of it');\n");
        }
        try (Screen screen = connect("-q")) {
            screen.paste(script.toString());
            screen.enter("select count(*) || ' rows, ' || count(distinct t) || ' text' as all_of_it from pasted;");
            screen.sees("400 rows, 1 text").seesLast(PROMPT);
        }
    }

    @Test
    void colours_ofSql_areNotForWhomeverWantsNone() throws Exception {
        try (Screen screen = connect()) {
            screen.type("select 'x'").sees("select 'x'");
            assertThat(screen.coloured()).contains("\u001B[1mselect").contains("\u001B[32m'x'");
        }
        environment.put("NO_COLOR", "1");
        try (Screen screen = connect()) {
            screen.type("select 'x'").sees("select 'x'");
            assertThat(screen.coloured()).doesNotContain("\u001B[");
        } finally {
            environment.remove("NO_COLOR");
        }
    }

    @Test
    void suspension_atThePrompt_leavesTheTerminalToTheShellUntilItGoesOn() throws Exception {
        try (Screen screen = shell()) {
            screen.enter("'" + program + "' connect sandbox").seesLast(PROMPT);
            screen.type("select 6 *").sees("company=> select 6 *");
            screen.press("C-z").sees("Stopped");
            screen.enter("echo it is $((40 + 2))").sees("it is 42");
            screen.enter("fg").seesLast("company=> select 6 *");
            screen.enter("7 as product;").sees("      42");
            screen.enter("\\q").enter("exit").sees("ended with 0");
        }
    }

    @Test
    void suspension_whereNobodyCouldGoOn_isNone() throws Exception {
        try (Screen screen = connect()) {
            screen.type("select 6 *").press("C-z").enter("7 as product;").sees("      42");
            screen.enter("\\q").sees("ended with 0");
        }
    }

    @Test
    void plainTerminal_withoutEditing_hasPromptsToo() throws Exception {
        try (Screen screen = connect("-n")) {
            screen.enter("select 40 +").seesLast("company->");
            screen.enter("2 as answer;").sees("     42").seesLast(PROMPT);
            screen.enter("select 1,").seesLast("company->").press("C-c").seesLast(PROMPT);
            screen.enter("select pg_sleep(60);").sees("s; Ctrl-C cancels");
            screen.press("C-c").sees("ERROR:  canceling statement").seesLast(PROMPT);
            screen.press("C-d").sees("ended with 0");
        }
    }

    @Test
    void serverThatRestarts_isConnectedToAnewByANewToken() throws Exception {
        Matcher before;
        try (Screen screen = connect("--reason", "INC-8")) {
            before = GREETING.matcher(screen.text());
            assertThat(before.find()).isTrue();
            screen.enter("select 40 + 1 as answer;").sees("     41").seesLast(PROMPT);
            fault("cluster.restarted");
            screen.enter("select 40 + 2 as answer;")
                    .sees("The connection to the server was lost. Attempting reset: Succeeded.")
                    .seesLast(PROMPT);
            assertThat(screen.text())
                    .contains("FATAL:  terminating connection due to administrator command\n")
                    .doesNotContain("     42");
            screen.enter("select 40 + 2 as answer;").sees("     42").seesLast(PROMPT);
            screen.enter("\\whoami").sees("continues  " + before.group(1)).seesLast(PROMPT);
            screen.press("C-d").sees("ended with 0");
        }

        assertThat(ledger("session.requested", "INC-8"))
                .extracting(entry -> entry.contains("\"continues\":\"" + before.group(1) + "\""))
                .containsExactly(false, true);
        assertThat(ledger("session.opened", "INC-8"))
                .hasSize(2)
                .allMatch(entry -> entry.contains("\"token\":{"))
                .first()
                .asString()
                .contains("\"session\":\"" + before.group(1) + "\"");
        assertThat(ledger("session.closed", "INC-8"))
                .extracting(entry -> entry.contains("\"ended\":\"connection lost\""))
                .containsExactly(true, false);
    }

    @Test
    void serverThatRestarts_withinATransaction_letsNothingElseOfTheLineRun() throws Exception {
        try (Screen screen = connect()) {
            screen.enter("begin;").seesLast("company=*>");
            fault("cluster.restarted");
            screen.enter("select 40 + 1; commit; select 40 + 2;")
                    .sees("What else was typed was not run: the transaction that it belonged to is gone.")
                    .seesLast(PROMPT);
            assertThat(screen.text()).doesNotContain("     41", "     42");
            screen.enter("select 40 + 3;").sees("     43").seesLast(PROMPT);
        }
    }

    @Test
    void serverThatRestarts_whereTheSignInHasEnded_waitsForAnotherOne() throws Exception {
        try (Screen screen = connect()) {
            fault("expire.access-tokens");
            fault("expire.sign-ins");
            // As long as they last, nobody has to sign in.
            forgetRoles();
            fault("cluster.restarted");
            screen.enter("select 40 + 1 as answer;")
                    .sees("Attempting reset: Failed.")
                    .seesLast("!?>");
            assertThat(screen.text()).contains("try: dbvouch login");
            signIn();
            screen.enter("select 40 + 1 as answer;")
                    .sees("There is no connection to the server. Attempting reset: Succeeded.")
                    .sees("     41")
                    .seesLast(PROMPT);
        }
    }

    @Test
    void idle_forTooLong_endsTheShell() throws Exception {
        try (Screen screen = connect("--idle-timeout", "2s", "--reason", "INC-9")) {
            screen.type("select 40 + 2").sees("""
                dbvouch: the session is over: nothing was run for 2s, which is as long as it may be
                  try: start another one
                ended with 5\
                """);
        }
        assertThat(ledger("session.closed", "INC-9")).singleElement().asString().contains("\"ended\":\"idle timeout\"");
    }

    private void forgetRoles() throws IOException {
        try (Stream<Path> files = Files.walk(here.resolve("cache/dbvouch/roles"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    private void fault(String fault) {
        Objects.requireNonNull(sandbox).faults().add(fault);
    }

    /** The ledger's entries for an event and a reason. */
    private List<String> ledger(String event, String reason) throws IOException, InterruptedException {
        Path file = here.resolve("entries" + screens);
        try (Screen screen = run("ledger show -o json --event " + event + " > '" + file + "'")) {
            screen.sees("ended with 0");
        }
        return Files.readAllLines(file).stream()
                .filter(entry -> entry.contains("\"reason\":\"" + reason + "\""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aligned", "wrapped", "unaligned", "csv", "html", "asciidoc", "json"})
    void hostileData_inEveryFormat_leavesTheTerminalAlone(String format) throws Exception {
        String statement =
                "select E'\\x1b]0;owned\\x07\\x1b[2J\\x1b[31mred\\u009b2J\\r' as U&\"c\\001b]0;owned\\0007\\001b[2J\"";
        try (Screen screen = connect()) {
            String title = screen.title();
            screen.enter("\\echo still here").sees("still here");
            screen.enter("\\pset format " + format).enter("\\pset pager off").enter(statement + ";");
            // JSON has escapes of its own.
            screen.sees(
                    "the escape, shown",
                    seen -> seen.contains("\\x1B]0;owned\\x07") || seen.contains("\\u001b]0;owned"));
            screen.seesLast(PROMPT);
            screen.enter(statement + "\\gx")
                    .enter("\\echo and here")
                    .sees("\nand here")
                    .seesLast(PROMPT);
            screen.enter("do $$ begin raise notice E'\\x1b]0;owned\\x07\\x1b[2J'; end $$;")
                    .sees("NOTICE:  \\x1B]0;owned");

            assertThat(screen.title()).isEqualTo(title);
            assertThat(screen.text()).contains("still here");
            assertThat(screen.coloured()).doesNotContain("\u001B[31mred");
        }
    }
}
