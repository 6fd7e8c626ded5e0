package io.dbvouch.cli.shell;

import io.dbvouch.cli.output.ResultTable;
import io.dbvouch.cli.output.TableOptions;
import io.dbvouch.cli.output.TextSink;
import io.dbvouch.cli.output.Utf8Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file of {@code -L}: what was sent, and what came of it, for a person to read (PostgreSQL, {@code pset.logfile} in
 * {@code src/bin/psql}). Whatever the format, results stand in it across the page and aligned.
 */
final class SessionLog implements AutoCloseable {
    private final TolerantOutput file;
    private final TextSink text;

    private SessionLog(TolerantOutput file) {
        this.file = file;
        this.text = new Utf8Sink(file);
    }

    /** Goes on behind what the file has already. */
    static SessionLog appendTo(Path path) throws IOException {
        return new SessionLog(
                new TolerantOutput(Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
    }

    /** A statement that is about to be sent. */
    void query(String sql) throws IOException {
        line(banner(sql));
    }

    /** Rows, as they are printed. */
    void rows(ResultTable table, PrintSettings print, TableOptions options) throws IOException {
        print.across(options).write(table.source(), text);
        text.flush();
    }

    /** The end of a statement that has no rows. */
    void tag(String commandTag) throws IOException {
        line(commandTag);
    }

    private void line(String line) throws IOException {
        text.write(line);
        text.write('\n');
        text.flush();
    }

    /** How psql shows what it sends. */
    static String banner(String sql) {
        return "********* QUERY **********\n" + sql + "\n**************************\n";
    }

    /** In words, why not all of it could be written; null where it was. */
    @Nullable
    String failure() {
        return file.failure();
    }

    @Override
    public void close() throws IOException {
        text.flush();
        file.close();
    }
}
