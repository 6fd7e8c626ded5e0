package io.dbvouch.provision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session in a database, in which SQL is run. */
public interface SqlSession extends AutoCloseable {
    /**
     * Runs one statement.
     *
     * @return its rows in text form, null for SQL's NULL; none where it has no result
     * @throws SqlRefused where the server refuses it
     * @throws io.dbvouch.AccessException.Unreachable where the connection is lost
     * @throws io.dbvouch.AccessException.Interrupted where the person has stopped it: the statement has done nothing
     */
    List<@Nullable String[]> run(String sql) throws SqlRefused;

    /** Whether the login was by a password, and not by a token: membership in {@code rds_iam} would end such logins. */
    boolean byPassword();

    @Override
    void close();
}
