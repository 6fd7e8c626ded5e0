package io.dbvouch.cli.shell.describe;

import io.dbvouch.cli.output.ResultTable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a listing needs: the database's catalogue, and where to print. */
public interface Catalogue {
    /** Runs a query; null where it was not run or failed, which has been said. */
    @Nullable
    ResultTable query(String sql) throws IOException;

    /** Runs a query that looks for something by its name: of a failure, only the first line is said. */
    @Nullable
    ResultTable lookUp(String sql) throws IOException;

    /** Prints a table under a title, with the number of rows below if results have it. */
    void print(ResultTable table, String title) throws IOException;

    /** Prints a table under a title, with these lines below, across the page if {@code across} is set. */
    void print(ResultTable table, String title, List<String> footers, boolean across) throws IOException;

    /** Prints text where results go. */
    void print(String text) throws IOException;

    void error(String message);

    /** The server's version, as {@code server_version_num}. */
    int serverVersion();

    String database();

    /** Whether what is not found is not worth a word. */
    boolean quiet();

    boolean hidesAccessMethods();

    boolean hidesCompression();
}
