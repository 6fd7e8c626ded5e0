package io.dbvouch.role;

import io.dbvouch.AccessException;
import io.dbvouch.HomeFolder;
import io.dbvouch.Secret;
import io.dbvouch.ShellWord;
import io.dbvouch.identity.SsoSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** The SDK finds a section by its name, and names none. Name and end are as it reads them. */
    private static final Pattern SSO_HEADER = Pattern.compile("\\[\\s*" + SSO_SECTION + "\\s+([^\\s\\]]+)\\s*].*");

    private final ProfileFile files;
    private final Set<String> ssoSessions;
    private final Map<String, String> environment;

    private AwsProfiles(ProfileFile files, Set<String> ssoSessions, Map<String, String> environment) {
        this.files = files;
        this.ssoSessions = ssoSessions;
        this.environment = environment;
    }

    /**
     * Reads the files that an environment names.
     *
     * @param environment variables as of the process
     * @throws AccessException.BadConfiguration where a file cannot be read, or is not of the format
     */
    public static AwsProfiles load(Map<String, String> environment) {
        Path home = HomeFolder.of(environment);
        ProfileFile.Aggregator files = ProfileFile.aggregator();
        Path configuration = file(environment, "AWS_CONFIG_FILE", home, ".aws/config");
        add(files, configuration, ProfileFile.Type.CONFIGURATION);
        add(
                files,
                file(environment, "AWS_SHARED_CREDENTIALS_FILE", home, ".aws/credentials"),
                ProfileFile.Type.CREDENTIALS);
        return new AwsProfiles(files.build(), ssoSessions(configuration), environment);
    }

    /** As in the AWS CLI, {@code ~/} in a variable's value is the home directory. */
    private static Path file(Map<String, String> environment, String variable, Path home, String otherwise) {
        return value(environment, variable)
                .map(named -> HomeFolder.expand(named, home))
                .orElse(home.resolve(otherwise));
    }

    private static Set<String> ssoSessions(Path configuration) {
        if (!Files.exists(configuration)) {
            return Set.of();
        }
        try {
            // As the SDK reads it: what is no UTF-8 in a comment does not matter.
            return new String(Files.readAllBytes(configuration), StandardCharsets.UTF_8)
                    .lines()
                    .map(SSO_HEADER::matcher)
                    .filter(Matcher::matches)
                    .map(header -> header.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AccessException.BadConfiguration(configuration + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A variable that is empty counts as not set. */
    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Optional.of(environment.getOrDefault(variable, "")).filter(value -> !value.isBlank());
    }

    private static void add(ProfileFile.Aggregator files, Path file, ProfileFile.Type type) {
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
        String region = environmentRegion().orElse(null);
        if (name == null) {
            Optional<AccessKey> key = environmentKey();
            if (key.isPresent()) {
                return new Profile.StaticKey(null, region, key.get());
            }
        }
        String wanted = name != null ? name : value(environment, "AWS_PROFILE").orElse(DEFAULT_PROFILE);
        Optional<software.amazon.awssdk.profiles.Profile> found = files.profile(wanted);
        if (found.isEmpty()) {
            if (name == null && wanted.equals(DEFAULT_PROFILE)) {
                return new Profile.Provided(null, region, null);
            }
            AccessException unknown =
                    new AccessException.BadConfiguration("there is no AWS profile \"" + wanted + "\"");
            if (!files.profiles().isEmpty()) {
                unknown.hint("name one of: "
                        + String.join(", ", new TreeSet<>(files.profiles().keySet())));
            }
            throw unknown.hint("aws configure sso --profile " + ShellWord.of(wanted));
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
        Optional<String> chosen = value(environment, "AWS_PROFILE");
        boolean only = chosen.isEmpty() && !names.contains(DEFAULT_PROFILE) && names.size() == 1;
        return profile(only ? names.getFirst() : chosen.orElse(DEFAULT_PROFILE));
    }

    /**
     * The configuration's only {@code [sso-session]}, where none of the profiles is the one to sign in for: {@code
     * AWS_PROFILE} names none, the default one has no sign-in, and there is not exactly one that has.
     */
    public Optional<SsoSession> signInSession() {
        List<String> names = signInProfiles();
        boolean profile =
                value(environment, "AWS_PROFILE").isPresent() || names.contains(DEFAULT_PROFILE) || names.size() == 1;
        return profile || ssoSessions.size() != 1
                ? Optional.empty()
                : Optional.of(ssoSession(ssoSessions.iterator().next()));
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
        String region = environmentRegion()
                .or(() -> value(properties, "region").map(String::strip))
                .orElse(null);
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
            return new Profile.StaticKey(
                    name, region, key("profile \"" + name + "\"", id, secret, properties.get("aws_session_token")));
        }
        return new Profile.Provided(name, region, byFiles(name, properties) ? everything() : null);
    }

    /**
     * Whether a role is assumed with a key that lies in another profile: then its session depends on the files alone. One
     * that a sign-in, a program or the instance stands behind depends on more, and has to end with it.
     */
    private boolean byFiles(String name, Map<String, String> properties) {
        Set<String> passed = new HashSet<>();
        String at = name;
        Map<String, String> of = properties;
        while (of.containsKey("role_arn") && passed.add(at)) {
            at = of.get("source_profile");
            of = at == null
                    ? Map.of()
                    : files.profile(at)
                            .map(software.amazon.awssdk.profiles.Profile::properties)
                            .orElse(Map.of());
        }
        return !passed.isEmpty() && isKey(of);
    }

    /** Whether a profile holds its key itself, and says nothing that the SDK would look at before. */
    private static boolean isKey(Map<String, String> properties) {
        return properties.containsKey("aws_access_key_id")
                && properties.containsKey("aws_secret_access_key")
                && !isSso(properties)
                && !properties.containsKey("role_arn");
    }

    /** All profiles as one text. Keys may be among it. */
    private Secret everything() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(files.profiles())
                .forEach((name, profile) -> text.append(name)
                        .append(new TreeMap<>(profile.properties()))
                        .append('\n'));
        return Secret.of(text.toString());
    }

    private static boolean isSso(Map<String, String> properties) {
        return properties.containsKey("sso_session") || properties.containsKey("sso_start_url");
    }

    /** The AWS CLI knows both variables, and the SDKs the first one. */
    private Optional<String> environmentRegion() {
        return value(environment, "AWS_REGION").or(() -> value(environment, "AWS_DEFAULT_REGION"));
    }

    /** As in the AWS CLI, half a key is an error: whoever set it means it, and other credentials are somebody else's. */
    private Optional<AccessKey> environmentKey() {
        Optional<String> id = value(environment, "AWS_ACCESS_KEY_ID");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        String secret = value(environment, "AWS_SECRET_ACCESS_KEY")
                .orElseThrow(() -> new AccessException.BadConfiguration(
                        "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not"));
        return Optional.of(key("the environment", id.get(), secret, environment.get("AWS_SESSION_TOKEN")));
    }

    /**
     * The JDK's HTTP client names the whole value of a header that it does not take, and id and session token go into
     * headers: a line break in one of them, as a value that goes on in the next line has, must not get that far.
     */
    private static AccessKey key(String where, String id, String secret, @Nullable String token) {
        if ((id + secret + (token == null ? "" : token)).chars().anyMatch(Character::isISOControl)) {
            throw new AccessException.BadConfiguration(
                    "the AWS access key of " + where + " has a line break or another control character in it");
        }
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
