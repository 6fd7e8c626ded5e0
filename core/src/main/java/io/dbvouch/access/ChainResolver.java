package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.aws.AwsClients;
import io.dbvouch.role.AwsRoleAuthority;
import io.dbvouch.role.CallerIdentity;
import io.dbvouch.role.Profile;
import io.dbvouch.role.RoleSession;
import io.dbvouch.target.Cluster;
import io.dbvouch.target.ClusterDirectory;
import io.dbvouch.target.ClusterSource;
import io.dbvouch.target.Endpoint;
import io.dbvouch.target.RdsClusterSource;
import io.dbvouch.target.Target;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Joins a role session and a target into a {@link Chain}, or says where they do not join. */
final class ChainResolver {
    /** PostgreSQL's NAMEDATALEN less the terminating zero: a longer name is cut by the server without a word. */
    private static final int LONGEST_NAME = 63;

    private static final String REGION = "([a-z]{2}[a-z-]*-\\d)";

    /**
     * {@code <name>.<hash>.<region>.rds.amazonaws.com}, whatever the partition's suffix; in China {@code
     * <name>.<hash>.rds.<region>.amazonaws.com.cn}.
     */
    private static final Pattern RDS_HOST =
            Pattern.compile("(?:[^.]+\\.)+(?:" + REGION + "\\.rds|rds\\." + REGION + ")(?:\\.[^.]+){2,}\\.?");

    private final ClusterDirectory clusters;
    private final AwsClients clients;

    ChainResolver(ClusterDirectory clusters, AwsClients clients) {
        this.clusters = clusters;
        this.clients = clients;
    }

    /**
     * The database user for a role session.
     *
     * @throws AccessException.Denied where the two do not join
     */
    static String user(RoleSession role, Target target) {
        String wanted = target.rules().dbUser();
        boolean shared = target.rules().sharedUser();
        Optional<String> vouched = role.caller().name();
        if (vouched.isEmpty() && (wanted == null || !shared)) {
            throw nameless(role.caller(), wanted);
        }
        String user = wanted != null ? wanted : vouched.orElseThrow();
        if (!shared && !user.equals(vouched.orElseThrow())) {
            throw new AccessException.Denied("you are \"" + vouched.get() + "\", not \"" + user + "\"")
                    .evidence("user", user)
                    .evidence("arn", role.caller().arn())
                    .note("the database user has to be named like the role session, to the letter")
                    .hint("leave --db-user out; for a user that several people share, the target has to say"
                            + " shared_user = true");
        }
        return checkedUser(user);
    }

    /** A database user's name that is sent as it is. */
    static String checkedUser(String user) {
        return checkedName("database user", user);
    }

    private static AccessException nameless(CallerIdentity caller, @Nullable String wanted) {
        AccessException failure = new AccessException.Denied(
                        wanted == null
                                ? caller.arn() + " has no name that a database user could have"
                                : "you are \"" + caller.arn() + "\", not \"" + wanted + "\"")
                .evidence("user", wanted)
                .evidence("arn", caller.arn());
        caller.roleName()
                .ifPresent(role -> failure.note(
                        "whoever assumes the role \"" + role + "\" chooses the session's name: it vouches for nobody"));
        return failure.hint(
                "sign in as a person, or name a shared user in the configuration: db_user, shared_user =" + " true");
    }

    private static String checkedName(String what, String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new AccessException.Denied("\"" + name.replace("\0", "\\0") + "\" is no name of a " + what);
        }
        if (bytes > LONGEST_NAME) {
            throw new AccessException.Denied("the " + what + "'s name \"" + name + "\" has " + bytes
                            + " bytes; PostgreSQL cuts names at " + LONGEST_NAME)
                    .evidence("bytes", bytes)
                    .note("a name that is cut could be somebody else's: nothing was sent");
        }
        return name;
    }

    /** The chain for a session whose database user is known. */
    Chain resolve(Person person, RoleSession role, Profile profile, Target target, String user) {
        Place place = place(target, profile, role, user);
        String database = target.dbname() != null ? target.dbname() : user;
        return new Chain(
                person,
                role,
                target,
                place.region(),
                place.endpoint(),
                place.policyResource(),
                user,
                checkedName("database", database));
    }

    private record Place(
            String region, Endpoint endpoint, @Nullable String policyResource) {}

    private Place place(Target target, Profile profile, RoleSession role, String user) {
        return switch (target.place()) {
            case Target.Place.Host host ->
                new Place(region(target, profile, host.endpoint().host()), host.endpoint(), null);
            case Target.Place.Cluster wanted -> {
                String region = region(target, profile, "");
                ClusterDirectory.Key key = key(wanted, region, role);
                Cluster cluster = clusters.find(key, () -> source(role, region));
                yield new Place(
                        region,
                        cluster.endpoint(wanted.reader()),
                        "arn:" + partition(role) + ":rds-db:" + region + ":" + key.account() + ":dbuser:"
                                + cluster.resourceId() + "/" + user);
            }
        };
    }

    /** Asks RDS as a role session. */
    ClusterSource source(RoleSession role, String region) {
        return new RdsClusterSource(clients, AwsRoleAuthority.credentials(role.key()), region);
    }

    /**
     * Drops what is remembered of a target's cluster.
     *
     * @return whether there was anything to drop
     */
    boolean forget(Target target, Profile profile, RoleSession role) {
        if (!(target.place() instanceof Target.Place.Cluster cluster)) {
            return false;
        }
        ClusterDirectory.Key key = key(cluster, region(target, profile, ""), role);
        boolean remembered = clusters.remembered(key).isPresent();
        clusters.forget(key);
        return remembered;
    }

    /** Drops it where it is too old for who does not connect to it. */
    void forgetUnseen(Target target, Profile profile, RoleSession role) {
        if (target.place() instanceof Target.Place.Cluster cluster) {
            clusters.forgetUnseen(key(cluster, region(target, profile, ""), role));
        }
    }

    private static ClusterDirectory.Key key(Target.Place.Cluster cluster, String region, RoleSession role) {
        return new ClusterDirectory.Key(role.caller().account(), region, cluster.identifier());
    }

    /** The region that a token is for: the target's, else the host name's, else the profile's. */
    static String region(Target target, Profile profile, String host) {
        if (target.aws().region() != null) {
            return target.aws().region();
        }
        Matcher rds = RDS_HOST.matcher(host.toLowerCase(Locale.ROOT));
        if (rds.matches()) {
            return rds.group(1) != null ? rds.group(1) : rds.group(2);
        }
        if (profile.region() != null) {
            return profile.region();
        }
        if (profile instanceof Profile.PermissionSet set) {
            return set.role().sso().region();
        }
        throw new AccessException.BadConfiguration("no AWS region is named for target \"" + target.name() + "\"")
                .hint("name it: --region REGION, region in the target or the AWS profile, or AWS_REGION");
    }

    private static String partition(RoleSession role) {
        return role.caller().arn().split(":", 3)[1];
    }
}
