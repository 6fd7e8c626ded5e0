package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbvouch.AccessException;
import io.dbvouch.target.Endpoint;
import io.dbvouch.target.Target;
import io.dbvouch.tls.TestCertificates;
import io.dbvouch.tls.TlsMode;
import io.dbvouch.tls.TlsPolicy;
import io.dbvouch.token.AuthTokenIssuer;
import java.util.concurrent.atomic.AtomicInteger;

/** Logins of one person to a server that follows a script. */
final class LoginTrial {
    static final String HOST = "db.example.com";
    static final TestCertificates AUTHORITY = new TestCertificates("Root");
    static final TestCertificates.Server SHOWN = AUTHORITY.server(HOST);
    static final String APPLICATION = "dbvouch 01S 2 abc";

    /** A name that would do harm in a URL, were it not written as one writes names there. */
    static final String DATABASE = "my/lab ?&=%";

    /** The driver counts in seconds. */
    private static final DatabaseLogin.Patience IMPATIENT = new DatabaseLogin.Patience(1, 1);

    /** How many tokens were made. */
    final AtomicInteger tokens = new AtomicInteger();

    static Chain chain(int port) {
        Target lab = Samples.host(HOST, "eu-west-1");
        return new Chain(
                Person.of(Samples.person("arianna")),
                Samples.person("arianna"),
                new Target("lab", lab.aws(), lab.place(), "127.0.0.1", DATABASE, lab.tls(), lab.rules()),
                "eu-west-1",
                new Endpoint(HOST, port),
                null,
                "arianna",
                DATABASE);
    }

    LoginAttempt attempt(Chain chain, TlsMode mode) {
        return new LoginAttempt(chain, new TlsPolicy(mode, AUTHORITY.bundle(), HOST), () -> {
            tokens.incrementAndGet();
            return AuthTokenIssuer.issue(Samples.KEY, "eu-west-1", chain.endpoint(), "arianna", Samples.NOON);
        });
    }

    /** What comes of a login to a server. */
    AccessException refused(FakePostgres server) {
        Chain chain = chain(server.port());
        return refused(chain, attempt(chain, TlsMode.VERIFY_FULL));
    }

    static AccessException refused(Chain chain, LoginAttempt attempt) {
        AccessException e = catchThrowableOfType(
                AccessException.class, () -> DatabaseLogin.connect(chain, attempt, APPLICATION, IMPATIENT));
        assertThat(e).as("the login's failure").isNotNull();
        assertThat(e.getMessage() + e.notes() + e.hints() + e.evidence())
                .as("what may be shown")
                .doesNotContain("X-Amz", "hunter2");
        return e;
    }
}
