package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.RowSource;
import io.dbvouch.cli.output.StandardStream;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.process.Invocation;
import io.dbvouch.cli.process.TerminalSize;
import io.dbvouch.cli.shell.session.Connected;
import io.dbvouch.cli.shell.session.SqlSession;
import io.dbvouch.cli.shell.terminal.LiveLine;
import io.dbvouch.cli.shell.terminal.Page;
import io.dbvouch.cli.shell.terminal.Typist;
import io.dbvouch.wire.ClientEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The state of a shell or script. Not for use by several threads, but for what {@code stopped} tells. */
public final class Shell implements AutoCloseable {
    /** How often somebody who waits looks whether to go on. */
    private static final long GLANCE_NANOS = 50_000_000;

    /** Variables that tell whom the session is with. */
    private static final List<String> OF_THE_CONNECTION =
            List.of("DBNAME", "USER", "HOST", "PORT", "ENCODING", "SERVER_VERSION_NAME", "SERVER_VERSION_NUM");

    final Talk talk;
    final Settings settings = new Settings();
    final PrintSettings print = new PrintSettings();
    final ShellVariables variables;
    final ServerTalk serverTalk;
    final Pset pset;
    final ShellConnection connection;
    final StatementRunner runner;
    final ShellQueries queries = new ShellQueries(this);
    final MetaCommands commands;
    final KnownNames names = new KnownNames(this);
    NextStatement next = NextStatement.PLAIN;
    final Map<String, String> environment;
    final Programs programs;
    /** The process's own input, for scripts on it, {@code \prompt} and {@code pstdin}. */
    ScriptInput standardInput;

    private final TextSink out;
    private final QueryOutput standardOutput;
    final Interruption interruption;
    /** Where a person is at the prompt. */
    @Nullable
    Screen screen;

    /** The file of {@code -L}. */
    @Nullable
    SessionLog log;

    /** Where a person sees results. */
    @Nullable
    Paging paging;

    private QueryOutput queryOutput;
    /** Where the current script reads from, for data of {@code COPY} among its lines. */
    private @Nullable ScriptInput source;

    /** How many scripts are within one another. */
    int depth;

    private Path folder = Path.of("");

    /** Connects once more. */
    public interface Reconnection {
        /**
         * Opens a session in a database of the same server, as the same person, and ends the one there is.
         *
         * @throws io.dbvouch.AccessException where that is not possible; the session there is goes on
         */
        SqlSession to(String database);

        /**
         * Opens a session in place of the one there is, whose connection is lost: by a new token, in the same database.
         *
         * @throws io.dbvouch.AccessException where that is not possible; it may be tried again
         */
        SqlSession again();

        /** Whether the program has been told to end, which closes the connection: nobody is to be told that it is lost. */
        boolean ending();

        /** Writes who is in the session, link by link. */
        void whoami(TextSink out) throws IOException;

        /** Writes what the ledger has of the session. */
        void ledger(TextSink out) throws IOException;
    }

    /**
     * A shell before anything is run.
     *
     * @param out standard output, made safe for a terminal if it is one
     * @param stopped whether somebody has pressed Ctrl-C: nothing new is begun then
     */
    public Shell(
            Invocation invocation,
            TextSink out,
            InputStream in,
            SqlSession session,
            Reconnection reconnection,
            BooleanSupplier stopped) {
        this.out = out;
        interruption = new Interruption(stopped);
        talk = new Talk(invocation.err(), out);
        variables = new ShellVariables(talk);
        serverTalk = new ServerTalk(talk, settings);
        pset = new Pset(print, talk);
        environment = new HashMap<>(invocation.environment());
        programs = new Programs(this, invocation.environment());
        standardInput = new ScriptInput(in);
        standardOutput = QueryOutput.standard(out);
        queryOutput = standardOutput;
        connection = new ShellConnection(this, session, reconnection);
        runner = new StatementRunner(this);
        commands = new MetaCommands(this);
        SpecialVariables.define(variables, settings, invocation.version());
        connected();
    }

    /** Lets scripts, too, run programs. */
    public void allowPrograms() {
        programs.allow();
    }

    /** Shows what is longer than the screen in a pager: for scripts that are run from a terminal. */
    public void usePager() {
        paging = new Paging(
                this,
                () -> {
                    TerminalSize size = TerminalSize.ask(programs.environment());
                    return new Typist.Size(size.columns(), size.lines());
                },
                true,
                () -> {});
    }

    SqlSession session() {
        return connection.session();
    }

    /** Standard output. */
    TextSink out() {
        return out;
    }

    void println(String line) throws IOException {
        out.write(line);
        out.write('\n');
        out.flush();
    }

    QueryOutput queryOutput() {
        return queryOutput;
    }

    QueryOutput standardOutput() {
        return standardOutput;
    }

    /** Sends results elsewhere. */
    void queryOutput(QueryOutput to) throws IOException {
        if (!queryOutput.isStandard()) {
            queryOutput.close();
        }
        queryOutput = to;
    }

    /** Waits; false where somebody has pressed Ctrl-C meanwhile. */
    boolean pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos(); left > 0 && !stopped(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, GLANCE_NANOS));
        }
        return !stopped();
    }

    boolean stopped() {
        return interruption.isSeen();
    }

    @Nullable
    ScriptInput source() {
        return source;
    }

    /** Whether what runs was typed at a prompt. */
    boolean isTyped() {
        return source != null && source.isTyped();
    }

    void source(@Nullable ScriptInput from) {
        source = from;
    }

    /** How wide the page is that results are made to fit; 0 where they are not, go elsewhere, or nobody knows. */
    int terminalColumns(QueryOutput to) {
        if (!to.isStandard()) {
            return 0;
        }
        String columns = environment.get("COLUMNS");
        if (columns != null) {
            return StandardStream.OUTPUT.isTerminal() ? ParsedValue.leadingNumber(columns) : 0;
        }
        // The terminal is asked only where it makes a difference.
        boolean wanted = print.form == PrintSettings.Form.WRAPPED || print.expanded == PrintSettings.Expanded.AUTO;
        return paging == null || !wanted ? 0 : paging.columns();
    }

    /** Writes a result, or what else may be longer than a screen. */
    interface Showing<E extends Exception> {
        /** Writes all of it. */
        void to(TextSink sink) throws IOException, E;
    }

    /** Shows something long where results go. */
    <E extends Exception> void show(QueryOutput to, Showing<E> showing) throws IOException, E {
        if (paging == null || !to.isStandard()) {
            showing.to(to.text());
        } else {
            try (Page page = paging.page(to.text(), terminalColumns(to))) {
                showing.to(page);
            }
        }
        to.text().flush();
    }

    /** Writes rows. */
    interface Writing {
        /** Writes all of them. */
        <E extends Exception> void rows(RowSource<E> rows, TextSink sink) throws IOException, E;
    }

    /** Shows rows where results go. The server need not wait for whoever reads them in a pager. */
    <E extends Exception> void showRows(QueryOutput to, RowSource<E> rows, Writing writing) throws IOException, E {
        show(to, sink -> writing.rows(sink instanceof Page page ? page.awaiting(rows) : rows, sink));
    }

    /** Somebody may have to wait for a statement; null where nobody does. */
    LiveLine.@Nullable Running begin() {
        return screen == null ? null : screen.live().begin();
    }

    /** Whether strings hold backslashes as they are. */
    boolean standardStrings() {
        return !"off".equals(session().parameter("standard_conforming_strings"));
    }

    /** A file, as seen from the working directory of {@code \cd}. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** A name that a command was given, with the home in place of a tilde; messages say it so, too. */
    String expanded(String name) {
        String home = environment.get("HOME");
        boolean inHome = home != null && (name.equals("~") || name.startsWith("~/"));
        return inHome ? home + name.substring(1) : name;
    }

    void folder(Path to) {
        folder = to;
    }

    /** What has been said of the next statement, for whoever sends it. */
    NextStatement takeNext() {
        NextStatement taken = next;
        next = NextStatement.PLAIN;
        return taken;
    }

    /** Tells the variables whom the session is with. */
    void connected() {
        Connected connected = session().connected();
        variables.set("DBNAME", connected.database());
        variables.set("USER", connected.user());
        variables.set("HOST", connected.host());
        variables.set("PORT", Integer.toString(connected.port()));
        encoding(reportedEncoding());
        variables.set("SERVER_VERSION_NAME", serverVersionName());
        variables.set("SERVER_VERSION_NUM", Integer.toString(serverVersion()));
    }

    /** What the session speaks may be something else now (PostgreSQL, {@code SendQuery}: effects of {@code SET CLIENT_ENCODING}). */
    void followEncoding() {
        String reported = reportedEncoding();
        if (!reported.equals(settings.encoding.name())) {
            encoding(reported);
        }
    }

    private String reportedEncoding() {
        String name = session().parameter("client_encoding");
        return name == null ? ClientEncoding.UTF8.name() : name;
    }

    private void encoding(String name) {
        settings.encoding = ClientEncoding.of(name);
        variables.set("ENCODING", name);
    }

    /** Tells the variables that there is no connection (PostgreSQL, {@code UnsyncVariables} in {@code src/bin/psql/command.c}). */
    void disconnected() {
        for (String each : OF_THE_CONNECTION) {
            variables.set(each, null);
        }
    }

    private String serverVersionName() {
        String version = session().parameter("server_version");
        return version == null ? "" : version;
    }

    /** The server's version: 180004 for 18.4. */
    int serverVersion() {
        String[] parts = serverVersionName().split("[^0-9]+", 3);
        int major = parts[0].isEmpty() ? 0 : Integer.parseInt(parts[0]);
        int minor = parts.length > 1 && !parts[1].isEmpty() ? Integer.parseInt(parts[1]) : 0;
        return major * 10000 + minor;
    }

    @Override
    public void close() throws IOException {
        queryOutput(standardOutput);
        out.flush();
        if (log != null) {
            log.close();
            if (log.failure() != null) {
                talk.error("could not write all of the log file: " + log.failure());
            }
        }
    }
}
