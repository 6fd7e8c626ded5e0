package io.dbvouch.identity;

import io.dbvouch.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cache, a service and a clock to test with. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SsoTest {
    static final String START_URL = "https://d-1234567890.awsapps.com/start";
    static final SsoSession CORP = SsoSession.named("corp", START_URL, "eu-west-1", "sso:account:access");
    static final SsoSession LEGACY = SsoSession.legacy("old", START_URL, "eu-west-1");

    @TempDir
    Path home;

    final TestClock clock = new TestClock();
    final FakeIdentityCenter aws = new FakeIdentityCenter();
    final List<String> notes = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        aws.close();
    }

    SsoTokenCache cache() {
        return cache(home, notes::add);
    }

    static SsoTokenCache cache(Path home, Consumer<String> notes) {
        return new SsoTokenCache(home.resolve(".aws/sso/cache"), home.resolve(".cache/dbvouch/locks"), notes);
    }

    SsoTokens tokens() {
        return new SsoTokens(cache(), aws.sdk(), clock);
    }

    SsoLogin login() {
        return new SsoLogin(cache(), aws.sdk(), clock, clock);
    }

    ClientRegistration client(String id, Duration left) {
        aws.clients.put(id, id + "-secret");
        return new ClientRegistration(
                id, Secret.of(id + "-secret"), clock.instant().plus(left), null, null);
    }

    /** Puts a token into the cache, which the service knows. */
    SsoToken cached(SsoSession session, Duration left, @Nullable String refreshToken) {
        Instant expiresAt = clock.instant().plus(left);
        SsoToken token = refreshToken == null
                ? new SsoToken(session.startUrl(), session.region(), Secret.of("access-0"), expiresAt, null, null)
                : new SsoToken(
                        session.startUrl(),
                        session.region(),
                        Secret.of("access-0"),
                        expiresAt,
                        Secret.of(refreshToken),
                        client("client-0", Duration.ofDays(30)));
        if (refreshToken != null) {
            aws.refreshTokens.put(refreshToken, "client-0");
        }
        cache().save(session, token);
        return token;
    }

    List<String> cacheFiles() throws IOException {
        Path directory = home.resolve(".aws/sso/cache");
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
