package io.dbvouch.role;

import io.dbvouch.AccessException;
import io.dbvouch.Secret;
import io.dbvouch.identity.SsoSession;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * AWS's own configuration files, read as they are: profiles and {@code [sso-session]} sections of {@code AWS_CONFIG_FILE}
 * (or {@code ~/.aws/config}) and {@code AWS_SHARED_CREDENTIALS_FILE}.
 *
 * <p>Which credentials: a profile that is asked for by name beats the environment's keys, and those beat {@code
 * AWS_PROFILE} and the default profile, as in the AWS CLI.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">Shared config and credentials files</a>
 */
public final class AwsProfiles {
    private static final String DEFAULT_PROFILE = "default";
    private static final String SSO_SECTION = "sso-session";

    private final ProfileFile files;
    private final Map<String, String> environment;

    AwsProfiles(ProfileFile files, Map<String, String> environment) {
        this.files = files;
        this.environment = environment;
    }

    /**
     * Reads the files that an environment names.
     *
     * @param environment variables as of the process
     * @throws AccessException.BadConfiguration where a file cannot be read, or is not of the format
     */
    public static AwsProfiles load(Map<String, String> environment) {
        Path folder = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".aws");
        ProfileFile.Aggregator files = ProfileFile.aggregator();
        add(files, environment.get("AWS_CONFIG_FILE"), folder.resolve("config"), ProfileFile.Type.CONFIGURATION);
        add(
                files,
                environment.get("AWS_SHARED_CREDENTIALS_FILE"),
                folder.resolve("credentials"),
                ProfileFile.Type.CREDENTIALS);
        return new AwsProfiles(files.build(), environment);
    }

    private static void add(
            ProfileFile.Aggregator files, @Nullable String named, Path otherwise, ProfileFile.Type type) {
        Path file = named == null ? otherwise : Path.of(named);
        if (!Files.exists(file)) {
            return;
        }
        try {
            files.addFile(ProfileFile.builder().content(file).type(type).build());
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            throw new AccessException.BadConfiguration(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The profile to use.
     *
     * @param name the one asked for; null for whatever the environment says
     * @throws AccessException.BadConfiguration where there is none of that name, or it lacks something
     */
    public Profile profile(@Nullable String name) {
        String region = environment.get("AWS_REGION");
        if (name == null) {
            Optional<AccessKey> key = environmentKey();
            if (key.isPresent()) {
                return new Profile.StaticKey(null, region, key.get());
            }
        }
        String wanted = name != null ? name : environment.getOrDefault("AWS_PROFILE", DEFAULT_PROFILE);
        Optional<software.amazon.awssdk.profiles.Profile> found = files.profile(wanted);
        if (found.isEmpty()) {
            if (name == null && wanted.equals(DEFAULT_PROFILE)) {
                return new Profile.Provided(null, region, "");
            }
            throw new AccessException.BadConfiguration("there is no AWS profile \"" + wanted + "\"")
                    .hint("name one of: "
                            + String.join(", ", new TreeSet<>(files.profiles().keySet())))
                    .hint("aws configure sso --profile " + wanted);
        }
        return read(wanted, found.get().properties());
    }

    /** The {@code [sso-session]} of that name. */
    public SsoSession ssoSession(String name) {
        Map<String, String> section = files.getSection(SSO_SECTION, name)
                .map(software.amazon.awssdk.profiles.Profile::properties)
                .orElseThrow(() -> new AccessException.BadConfiguration("there is no sso-session \"" + name + "\"")
                        .hint("aws configure sso-session"));
        String where = "sso-session \"" + name + "\"";
        return SsoSession.named(
                name,
                need(section, "sso_start_url", where),
                need(section, "sso_region", where),
                section.get("sso_registration_scopes"));
    }

    /** The profile to sign in for where none is named: {@code AWS_PROFILE}'s or the default, else the only one there is. */
    public Profile signInDefault() {
        List<String> names = signInProfiles();
        String wanted = environment.getOrDefault("AWS_PROFILE", DEFAULT_PROFILE);
        boolean only = !environment.containsKey("AWS_PROFILE") && !names.contains(DEFAULT_PROFILE) && names.size() == 1;
        return profile(only ? names.getFirst() : wanted);
    }

    /** The names of all profiles that lead to an Identity Center sign-in, sorted. */
    public List<String> signInProfiles() {
        List<String> names = new ArrayList<>();
        new TreeMap<>(files.profiles()).forEach((name, profile) -> {
            if (isSso(profile.properties())) {
                names.add(name);
            }
        });
        return names;
    }

    private Profile read(String name, Map<String, String> properties) {
        String region = environment.getOrDefault("AWS_REGION", properties.get("region"));
        if (isSso(properties)) {
            String where = "profile \"" + name + "\"";
            String session = properties.get("sso_session");
            SsoSession sso = session != null
                    ? ssoSession(session)
                    : SsoSession.legacy(
                            name, need(properties, "sso_start_url", where), need(properties, "sso_region", where));
            return new Profile.PermissionSet(
                    name,
                    region,
                    new PermissionSetRole(
                            sso, need(properties, "sso_account_id", where), need(properties, "sso_role_name", where)));
        }
        String id = properties.get("aws_access_key_id");
        String secret = properties.get("aws_secret_access_key");
        if (id != null && secret != null && !properties.containsKey("role_arn")) {
            return new Profile.StaticKey(name, region, key(id, secret, properties.get("aws_session_token")));
        }
        return new Profile.Provided(name, region, new TreeMap<>(properties).toString());
    }

    private static boolean isSso(Map<String, String> properties) {
        return properties.containsKey("sso_session") || properties.containsKey("sso_start_url");
    }

    private Optional<AccessKey> environmentKey() {
        String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        return id.isEmpty() || secret.isEmpty()
                ? Optional.empty()
                : Optional.of(key(id, secret, environment.get("AWS_SESSION_TOKEN")));
    }

    private static AccessKey key(String id, String secret, @Nullable String token) {
        return new AccessKey(id, Secret.of(secret), token == null || token.isEmpty() ? null : Secret.of(token));
    }

    private static String need(Map<String, String> properties, String key, String where) {
        String value = properties.get(key);
        if (value == null || value.isBlank()) {
            throw new AccessException.BadConfiguration(where + " of the AWS configuration lacks " + key)
                    .hint("aws configure sso");
        }
        return value.strip();
    }
}
