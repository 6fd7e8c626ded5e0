package io.dbvouch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbvouch.AccessException;
import io.dbvouch.PrivateFiles;
import io.dbvouch.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SsoTokenCacheTest extends SsoTest {
    @Test
    void fileNames_areThoseOfTheAwsCli() {
        // Each computed by Python 3.11 with json.dumps and hashlib as in awscli/botocore/utils.py.
        assertNames(
                SsoSession.named("corp", START_URL, "eu-west-1", "sso:account:access"),
                "ee0bfd2552fbd840c02cc48b6e823320543c450f",
                "c6a06e42182fb324db02aec3d36dc183754bc04e",
                """
                {"region": "eu-west-1", "scopes": ["sso:account:access"], "session_name": "corp", \
                "startUrl": "https://d-1234567890.awsapps.com/start", "tool": "botocore"}\
                """);
        assertNames(
                SsoSession.named("corp", START_URL, "eu-west-1", null),
                "ee0bfd2552fbd840c02cc48b6e823320543c450f",
                "d4261ff0c50f8c4953fa4fe01693415ac8bca2df",
                """
                {"region": "eu-west-1", "scopes": null, "session_name": "corp", \
                "startUrl": "https://d-1234567890.awsapps.com/start", "tool": "botocore"}\
                """);
        assertNames(
                SsoSession.named("corp", START_URL, "eu-west-1", ""),
                "ee0bfd2552fbd840c02cc48b6e823320543c450f",
                "24c6c44d5b76b0ebe941b24a4a9610053773915d",
                """
                {"region": "eu-west-1", "scopes": [], "session_name": "corp", \
                "startUrl": "https://d-1234567890.awsapps.com/start", "tool": "botocore"}\
                """);
        assertNames(
                SsoSession.named("corp", START_URL, "eu-west-1", "codewhisperer:completions,sso:account:access"),
                "ee0bfd2552fbd840c02cc48b6e823320543c450f",
                "07f48ad921e286399bb70981298af0120e0e393d",
                """
                {"region": "eu-west-1", "scopes": ["codewhisperer:completions", "sso:account:access"], \
                "session_name": "corp", "startUrl": "https://d-1234567890.awsapps.com/start", "tool": "botocore"}\
                """);
        assertNames(
                LEGACY, "7487b5b67d5fa1132cf33fa93ae51ef38cc37752", "8ba5c4795fa8538a47da089266d94d19d06fe7f6", """
                {"region": "eu-west-1", "scopes": null, "session_name": null, \
                "startUrl": "https://d-1234567890.awsapps.com/start", "tool": "botocore"}\
                """);
        assertNames(
                SsoSession.named("Zoë's \"team\"\\x", START_URL + "/#/", "us-gov-west-1", "sso:account:access"),
                "8ff72fa4570239f4103859feae72b8d996f33ad7",
                "00df651ba4b55ced8b94a79bb146d7b61491d532",
                """
                {"region": "us-gov-west-1", "scopes": ["sso:account:access"], \
                "session_name": "Zo\\u00eb's \\"team\\"\\\\x", \
                "startUrl": "https://d-1234567890.awsapps.com/start/#/", "tool": "botocore"}\
                """);
        assertNames(
                SsoSession.named("部門 🐘", START_URL, "cn-north-1", "a:b/c"),
                "ef02a66168ed00999c2597a12447a2afacd75f54",
                "b25fd57dfe4746f67c697c5df45d133fae941c2d",
                """
                {"region": "cn-north-1", "scopes": ["a:b/c"], \
                "session_name": "\\u90e8\\u9580 \\ud83d\\udc18", \
                "startUrl": "https://d-1234567890.awsapps.com/start", "tool": "botocore"}\
                """);
    }

    private static void assertNames(SsoSession session, String token, String registration, String arguments) {
        assertThat(SsoCacheKeys.registrationArguments(session)).isEqualTo(arguments);
        assertThat(SsoCacheKeys.token(session)).isEqualTo(token);
        assertThat(SsoCacheKeys.registration(session)).isEqualTo(registration);
    }

    @Test
    void save_thenToken_isTheSame() {
        SsoToken token = cached(CORP, Duration.ofHours(1), "refresh-0");

        assertThat(cache().token(CORP)).contains(token);
        assertThat(cache().token(SsoSession.named("other", START_URL, "eu-west-1", null)))
                .isEmpty();
    }

    @Test
    void save_makesDirectoriesAndFilePrivate() throws IOException {
        cached(CORP, Duration.ofHours(1), null);

        for (String directory : List.of(".aws", ".aws/sso", ".aws/sso/cache")) {
            assertThat(mode(home.resolve(directory))).isEqualTo("rwx------");
        }
        assertThat(mode(cache().tokenFile(CORP))).isEqualTo("rw-------");
    }

    @Test
    void save_timesAreInWholeSecondsAsPythonWritesThem() throws IOException {
        clock.advance(Duration.ofNanos(123_456_789));
        cached(CORP, Duration.ofHours(1), null);

        assertThat(cache().tokenFile(CORP)).content().contains("\"expiresAt\":\"2026-11-22T11:15:30Z\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T11:15:30Z, 2026-11-22T11:15:30Z",
        "2026-11-22T11:15:30UTC, 2026-11-22T11:15:30Z",
        "2026-11-22T11:15:30.123456Z, 2026-11-22T11:15:30.123456Z",
        "2026-11-22T11:15:30.123456UTC, 2026-11-22T11:15:30.123456Z",
        "2026-11-22T11:15:30+00:00, 2026-11-22T11:15:30Z",
        "2026-11-22T13:15:30+02:00, 2026-11-22T11:15:30Z"
    })
    void token_timesAsOthersWriteThem_areRead(String written, Instant expiresAt) {
        put("""
            {"startUrl": "https://d-1234567890.awsapps.com/start", "region": "eu-west-1",
             "accessToken": "a", "expiresAt": "%s"}
            """.formatted(written));

        assertThat(cache().token(CORP)).map(SsoToken::expiresAt).contains(expiresAt);
    }

    @Test
    void token_fieldsNotKnown_areIgnored() {
        put("""
            {"startUrl": "https://d-1234567890.awsapps.com/start", "region": "eu-west-1", "more": [{"x": null}],
             "accessToken": "a", "expiresAt": "2026-11-22T11:15:30Z", "refreshToken": "r", "clientId": "c",
             "clientSecret": "s", "registrationExpiresAt": "2027-02-20T10:15:30Z", "scopes": ["x"], "": 1}
            """);

        SsoToken token = cache().token(CORP).orElseThrow();

        assertThat(token.accessToken()).isEqualTo(Secret.of("a"));
        assertThat(token.refreshToken()).isEqualTo(Secret.of("r"));
        assertThat(token.at(Instant.parse("2026-11-22T12:00:00Z"))).isEqualTo(SsoToken.State.STALE);
        assertThat(notes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "null",
                "[]",
                "\"text\"",
                "{}",
                "{\"startUrl\": \"https://d-1234567890.awsapps.com/start\", \"region\": \"eu-west-1\", \"accessTok",
                "{\"accessToken\": \"a\", \"expiresAt\": \"2026-11-22T11:15:30Z\"}",
                "{\"startUrl\": \"x\", \"region\": \"y\", \"accessToken\": 1, \"expiresAt\": \"2026-11-22T11:15:30Z\"}",
                "{\"startUrl\": \"x\", \"region\": \"y\", \"accessToken\": \"a\", \"expiresAt\": \"soon\"}",
                "{\"startUrl\": \"x\", \"region\": \"y\", \"accessToken\": \"a\", \"expiresAt\": 1795432530}",
                "{\"startUrl\": \"x\", \"region\": \"y\", \"accessToken\": \"\", \"expiresAt\":"
                        + " \"2026-11-22T11:15:30Z\"}",
                "{\"startUrl\": \"https://d-1234567890.awsapps.com/start\", \"region\": \"eu-west-1\","
                        + " \"accessToken\": \"a\\nb\", \"expiresAt\": \"2026-11-22T11:15:30Z\"}",
                "\u0000\u0001\u0002"
            })
    void token_fileThatHoldsNone_isAbsentAndNoted(String content) {
        put(content);

        assertThat(cache().token(CORP)).isEmpty();
        assertThat(notes).containsExactly(cache().tokenFile(CORP) + " holds no sign-in: ignored");
        assertThatThrownBy(() -> tokens().current(CORP)).isInstanceOf(AccessException.SignInNeeded.class);
    }

    @Test
    void token_everyPrefixOfAFile_isAbsentAndNoCrash() throws IOException {
        cached(CORP, Duration.ofHours(1), "refresh-0");
        String whole = Files.readString(cache().tokenFile(CORP));
        for (int length = 0; length < whole.length(); length++) {
            put(whole.substring(0, length));
            assertThat(cache().token(CORP)).isEmpty();
        }
        assertThat(notes).hasSize(whole.length());
    }

    @Test
    void token_fromAnotherStartUrl_isAbsentAndNoted() {
        cached(SsoSession.named("corp", "https://evil.example/start", "eu-west-1", null), Duration.ofHours(1), null);

        assertThat(cache().token(CORP)).isEmpty();
        assertThat(notes)
                .containsExactly(cache().tokenFile(CORP)
                        + " holds a sign-in at https://evil.example/start in eu-west-1: ignored");
    }

    @Test
    void token_fromAnotherRegion_isAbsent() {
        cached(SsoSession.named("corp", START_URL, "eu-west-2", null), Duration.ofHours(1), null);

        assertThat(cache().token(CORP)).isEmpty();
    }

    @Test
    void token_symbolicLink_isRefused() throws IOException {
        cached(CORP, Duration.ofHours(1), null);
        Path file = cache().tokenFile(CORP);
        Path moved = Files.move(file, home.resolve("moved.json"));
        Files.createSymbolicLink(file, moved);

        assertThatThrownBy(() -> cache().token(CORP)).isInstanceOf(AccessException.BadConfiguration.class);
    }

    @Test
    void registration_thatOthersCanRead_isRefused() throws IOException {
        cache().save(CORP, client("client-0", Duration.ofDays(1)));
        Path file = home.resolve(".aws/sso/cache/c6a06e42182fb324db02aec3d36dc183754bc04e.json");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> cache().registration(CORP)).isInstanceOf(AccessException.BadConfiguration.class);
    }

    @Test
    void forget_registrationThatIsAnotherByNow_staysAsItIs() {
        ClientRegistration old = client("client-0", Duration.ofDays(1));
        ClientRegistration young = client("client-1", Duration.ofDays(1));
        cache().save(CORP, young);

        cache().forget(CORP, old);
        assertThat(cache().registration(CORP)).contains(young);

        cache().forget(CORP, young);
        assertThat(cache().registration(CORP)).isEmpty();
    }

    private void put(String content) {
        PrivateFiles.write(cache().tokenFile(CORP), content);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
