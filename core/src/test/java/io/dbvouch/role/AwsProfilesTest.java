package io.dbvouch.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import io.dbvouch.identity.SsoSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsProfilesTest {
    private static final String START_URL = "https://d-1234567890.awsapps.com/start";
    private static final String CONFIG = """
        [default]
        region = eu-north-1

        [sso-session corp]
        sso_start_url = https://d-1234567890.awsapps.com/start
        sso_region = eu-west-1
        sso_registration_scopes = sso:account:access, other:scope

        [profile dba]
        sso_session = corp
        sso_account_id = 123456789012
        sso_role_name = dba
        region = eu-west-2

        [profile old]
        sso_start_url = https://d-1234567890.awsapps.com/start
        sso_region = eu-west-1
        sso_account_id = 123456789012
        sso_role_name = dba

        [profile ci]
        region = eu-west-3

        [profile chained]
        role_arn = arn:aws:iam::123456789012:role/x
        source_profile = ci
        aws_access_key_id = AKIACHAINED
        aws_secret_access_key = hunter2
        """;
    private static final String CREDENTIALS = """
        [ci]
        aws_access_key_id = AKIACI
        aws_secret_access_key = ci-secret

        [session]
        aws_access_key_id = ASIASESSION
        aws_secret_access_key = s
        aws_session_token = t

        [half]
        aws_access_key_id = AKIAHALF
        """;

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"), CONFIG);
        Files.writeString(home.resolve(".aws/credentials"), CREDENTIALS);
        environment.put("HOME", home.toString());
    }

    private Profile profile(@Nullable String name) {
        return AwsProfiles.load(environment).profile(name);
    }

    private static AccessKey key(String id, String secret, @Nullable String token) {
        return new AccessKey(id, Secret.of(secret), token == null ? null : Secret.of(token));
    }

    private void config(String text) throws IOException {
        Files.writeString(home.resolve(".aws/config"), text);
    }

    @Test
    void profile_withSsoSession_isAPermissionSet() {
        SsoSession corp = SsoSession.named("corp", START_URL, "eu-west-1", "sso:account:access, other:scope");

        assertThat(profile("dba"))
                .isEqualTo(new Profile.PermissionSet(
                        "dba", "eu-west-2", new PermissionSetRole(corp, "123456789012", "dba")));
        assertThat(AwsProfiles.load(environment).ssoSession("corp")).isEqualTo(corp);
        assertThat(corp.scopes()).containsExactly("sso:account:access", "other:scope");
    }

    @Test
    void profile_legacy_isAPermissionSetOfItsOwn() {
        assertThat(profile("old"))
                .isEqualTo(new Profile.PermissionSet(
                        "old",
                        null,
                        new PermissionSetRole(
                                SsoSession.legacy("old", START_URL, "eu-west-1"), "123456789012", "dba")));
    }

    @Test
    void profile_withKeys_isAStaticKeyOfBothFiles() {
        assertThat(profile("ci")).isEqualTo(new Profile.StaticKey("ci", "eu-west-3", key("AKIACI", "ci-secret", null)));
        assertThat(profile("session")).isEqualTo(new Profile.StaticKey("session", null, key("ASIASESSION", "s", "t")));
    }

    @Test
    void profile_withoutKeys_isLeftToTheSdk() {
        assertThat(profile("half")).isInstanceOf(Profile.Provided.class);
        assertThat(profile("default")).isInstanceOf(Profile.Provided.class);
        assertThat(profile(null))
                .isInstanceOfSatisfying(
                        Profile.Provided.class, it -> assertThat(it.name()).isEqualTo("default"))
                .extracting(Profile::region)
                .isEqualTo("eu-north-1");
    }

    @Test
    void toString_ofAnyProfile_holdsNoSecret() {
        environment.put("AWS_ACCESS_KEY_ID", "AKIAENV");
        environment.put("AWS_SECRET_ACCESS_KEY", "hunter2");
        environment.put("AWS_SESSION_TOKEN", "hunter3");

        assertThat(List.of(profile("chained"), profile("ci"), profile("session"), profile(null), profile("dba")))
                .allSatisfy(profile -> assertThat(profile.toString()).doesNotContain("hunter", "ci-secret"));
        assertThat(profile("chained").toString()).startsWith("Provided").contains("[secret]");
    }

    @Test
    void settings_thatChange_areAnotherProfile() throws IOException {
        Profile before = profile("chained");
        config(CONFIG.replace("role/x", "role/y"));

        assertThat(profile("chained")).isNotEqualTo(before);
    }

    @Test
    void role_thatASignInStandsBehind_isNothingToKnowASessionAgainBy() throws IOException {
        config(CONFIG + """

            [profile of-dba]
            role_arn = arn:aws:iam::123456789012:role/x
            source_profile = dba

            [profile of-chained]
            role_arn = arn:aws:iam::123456789012:role/y
            source_profile = chained

            [profile of-of-dba]
            role_arn = arn:aws:iam::123456789012:role/y
            source_profile = of-dba

            [profile of-program]
            role_arn = arn:aws:iam::123456789012:role/y
            source_profile = program

            [profile program]
            credential_process = /bin/keys

            [profile round]
            role_arn = arn:aws:iam::123456789012:role/y
            source_profile = round
            """);

        assertThat(List.of("of-dba", "of-of-dba", "of-program", "round"))
                .allSatisfy(name -> assertThat(settings(name)).as(name).isNull());
        assertThat(List.of("chained", "of-chained"))
                .allSatisfy(name -> assertThat(settings(name)).as(name).isNotNull());
    }

    private @Nullable Secret settings(String name) {
        return ((Profile.Provided) profile(name)).settings();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"})
    void key_withALineBreak_isRefusedAndNotRepeated(String variable) throws IOException {
        environment.put("AWS_ACCESS_KEY_ID", "AKIAENV");
        environment.put("AWS_SECRET_ACCESS_KEY", "s");
        environment.merge(variable, "hunter\n2", (_, broken) -> broken);
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> profile(null))
                .withMessage("the AWS access key of the environment has a line break or another control character"
                        + " in it");

        config("[profile p]\n%s = hunter\n  2\n%s = x\n%s = y\n"
                .formatted(
                        variable.toLowerCase(Locale.ROOT),
                        variable.equals("AWS_ACCESS_KEY_ID") ? "aws_session_token" : "aws_access_key_id",
                        variable.equals("AWS_SECRET_ACCESS_KEY") ? "aws_session_token" : "aws_secret_access_key"));
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> profile("p"))
                .withMessageStartingWith("the AWS access key of profile \"p\" has a line break");
    }

    @Test
    void profile_keyInTheEnvironment_beatsAwsProfileButNotTheNameAskedFor() {
        environment.put("AWS_ACCESS_KEY_ID", "AKIAENV");
        environment.put("AWS_SECRET_ACCESS_KEY", "env-secret");
        environment.put("AWS_SESSION_TOKEN", "");
        environment.put("AWS_PROFILE", "dba");

        assertThat(profile(null)).isEqualTo(new Profile.StaticKey(null, null, key("AKIAENV", "env-secret", null)));
        assertThat(profile("ci").name()).isEqualTo("ci");
        environment.put("AWS_SESSION_TOKEN", "t");
        assertThat(profile(null)).isEqualTo(new Profile.StaticKey(null, null, key("AKIAENV", "env-secret", "t")));
    }

    @Test
    void profile_awsProfile_beatsTheDefault() {
        environment.put("AWS_PROFILE", "dba");
        assertThat(profile(null).name()).isEqualTo("dba");

        environment.put("AWS_PROFILE", "");
        assertThat(profile(null).name()).isEqualTo("default");
    }

    @Test
    void profile_halfAKeyInTheEnvironment_isRefused() {
        environment.put("AWS_ACCESS_KEY_ID", "AKIAENV");
        environment.put("AWS_SECRET_ACCESS_KEY", "");

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> profile(null))
                .withMessage("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not");
        assertThat(profile("ci").name()).isEqualTo("ci");
        environment.put("AWS_ACCESS_KEY_ID", "");
        environment.put("AWS_SECRET_ACCESS_KEY", "left over");
        assertThat(profile(null).name()).isEqualTo("default");
    }

    @Test
    void region_ofTheEnvironment_beatsTheProfiles() {
        environment.put("AWS_DEFAULT_REGION", "us-west-2");
        assertThat(profile("dba").region()).isEqualTo("us-west-2");

        environment.put("AWS_REGION", "us-east-1");
        assertThat(profile("dba").region()).isEqualTo("us-east-1");
        assertThat(profile("ci").region()).isEqualTo("us-east-1");

        environment.put("AWS_REGION", "");
        environment.put("AWS_DEFAULT_REGION", "");
        assertThat(profile("dba").region()).isEqualTo("eu-west-2");
        assertThat(profile("old").region()).isNull();
    }

    @Test
    void load_filesNamedInTheEnvironment_beatThoseAtHome() throws IOException {
        Files.writeString(home.resolve("other"), "[profile elsewhere]\nregion = eu-west-1\n");
        environment.put("AWS_CONFIG_FILE", home.resolve("other").toString());
        assertThat(profile("elsewhere").region()).isEqualTo("eu-west-1");

        environment.put("AWS_CONFIG_FILE", "~/other");
        assertThat(profile("elsewhere").region()).isEqualTo("eu-west-1");

        environment.put("AWS_CONFIG_FILE", "");
        assertThat(profile("dba").region()).isEqualTo("eu-west-2");
    }

    @Test
    void load_noFiles_isEmpty() throws IOException {
        environment.put("HOME", Files.createDirectory(home.resolve("empty")).toString());

        assertThat(profile(null)).isEqualTo(new Profile.Provided(null, null, null));
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> profile("two words"))
                .withMessage("there is no AWS profile \"two words\"")
                .satisfies(e -> assertThat(e.hints()).containsExactly("aws configure sso --profile 'two words'"));
    }

    @Test
    void profile_unknown_namesThoseThereAre() {
        environment.put("AWS_PROFILE", "prod");

        for (String name : new String[] {null, "prod"}) {
            assertThatExceptionOfType(AccessException.BadConfiguration.class)
                    .isThrownBy(() -> profile(name))
                    .withMessage("there is no AWS profile \"prod\"")
                    .satisfies(e -> assertThat(e.hints())
                            .containsExactly(
                                    "name one of: chained, ci, dba, default, half, old, session",
                                    "aws configure sso --profile prod"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sso_account_id, profile \"dba\"",
        "sso_role_name, profile \"dba\"",
        "sso_start_url, sso-session \"corp\"",
        "sso_region, sso-session \"corp\"",
    })
    void profile_missingPiece_isNamedWithItsPlace(String key, String where) throws IOException {
        for (String without : new String[] {"", key + " =\n"}) {
            config(CONFIG.replaceAll("(?m)^" + key + " = .*\n", without));

            assertThatExceptionOfType(AccessException.BadConfiguration.class)
                    .isThrownBy(() -> profile("dba"))
                    .withMessage(where + " of the AWS configuration lacks " + key);
        }
    }

    @Test
    void profile_sessionThatIsNotThere_isNamed() throws IOException {
        config(CONFIG.replace("[sso-session corp]", "[sso-session other]"));

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> profile("dba"))
                .withMessage("there is no sso-session \"corp\"")
                .satisfies(e -> assertThat(e.hints()).containsExactly("aws configure sso-session"));
    }

    @Test
    void signInProfiles_areThoseThatLeadToASignIn() {
        AwsProfiles profiles = AwsProfiles.load(environment);

        assertThat(profiles.signInProfiles()).containsExactly("dba", "old");
        assertThat(profiles.signInDefault().name()).isEqualTo("default");
        environment.put("AWS_PROFILE", "old");
        assertThat(AwsProfiles.load(environment).signInDefault().name()).isEqualTo("old");
    }

    @Test
    void signInSession_onlyOneAndNoProfileMeant_isThatOne() throws IOException {
        String session = " ] # ours\nsso_start_url = " + START_URL + "\nsso_region = eu-west-1\n";
        String profile = "]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = r\n";
        config("[ sso-session\tcorp" + session);
        assertThat(AwsProfiles.load(environment).signInSession())
                .get()
                .isEqualTo(SsoSession.named("corp", START_URL, "eu-west-1", null));

        config("[sso-session corp" + session + "[profile a" + profile + "[profile b" + profile);
        assertThat(AwsProfiles.load(environment).signInSession()).isPresent();
        environment.put("AWS_PROFILE", "a");
        assertThat(AwsProfiles.load(environment).signInSession()).isEmpty();
        environment.remove("AWS_PROFILE");

        config("[sso-session corp" + session + "[profile a" + profile);
        assertThat(AwsProfiles.load(environment).signInSession()).isEmpty();
        config("[sso-session corp" + session + "[default" + profile + "[profile b" + profile);
        assertThat(AwsProfiles.load(environment).signInSession()).isEmpty();
        config("[sso-session corp" + session + "[sso-session other" + session);
        assertThat(AwsProfiles.load(environment).signInSession()).isEmpty();
        config("# [sso-session corp]\n");
        assertThat(AwsProfiles.load(environment).signInSession()).isEmpty();
    }

    @Test
    void signInDefault_onlyOneThereIs_isThatOne() throws IOException {
        config("[sso-session corp]\nsso_start_url = " + START_URL + "\nsso_region = eu-west-1\n"
                + "[profile only]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = r\n");
        environment.put("AWS_PROFILE", "");

        assertThat(AwsProfiles.load(environment).signInDefault().name()).isEqualTo("only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_secret_access_key = hunter2\n",
                "[default\naws_secret_access_key = hunter2\n",
                "[default]\nhunter2\n",
                "[default]\n= hunter2\n",
                "[default]\n  hunter2\n",
            })
    void load_notOfTheFormat_isRefusedWithTheFileAndNoContent(String text) throws IOException {
        config(text);

        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> AwsProfiles.load(environment))
                .withMessageStartingWith(home.resolve(".aws/config") + ": ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    @Test
    void load_directoryOrNotUtf8_isRefused() throws IOException {
        environment.put("AWS_CONFIG_FILE", home.toString());
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() -> AwsProfiles.load(environment));

        Files.write(home.resolve(".aws/config"), "[default]\nregion = é\n".getBytes(StandardCharsets.ISO_8859_1));
        environment.put("AWS_CONFIG_FILE", "");
        try {
            assertThat(AwsProfiles.load(environment).profile("default").region())
                    .isNotEqualTo("é");
        } catch (AccessException.BadConfiguration e) {
            assertThat(e.getMessage()).startsWith(home.resolve(".aws/config").toString());
        }
    }

    @Test
    void load_windowsLinesAndComments_areRead() throws IOException {
        config(CONFIG.replace("\n", "\r\n") + "# comment\r\n; comment\r\n");

        assertThat(profile("dba")).isInstanceOf(Profile.PermissionSet.class);
        assertThat(profile("dba").region()).isEqualTo("eu-west-2");
    }
}
