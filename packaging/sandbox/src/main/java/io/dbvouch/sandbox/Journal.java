package io.dbvouch.sandbox;

import java.util.Map;

/** What the sandbox saw, for people who watch it and tests that ask it. Details never hold a secret. */
@FunctionalInterface
public interface Journal {
    /**
     * Writes one line.
     *
     * @param service who saw it: {@code oidc}, {@code sso}, {@code sts}, {@code rds} or {@code cluster}
     * @param event what was seen: an API operation, or for the cluster a step of a login
     */
    void record(String service, String event, Map<String, String> details);
}
