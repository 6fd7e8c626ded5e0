package io.dbvouch.access;

import io.dbvouch.AccessException;
import io.dbvouch.aws.AwsClients;
import io.dbvouch.aws.JsonService;
import io.dbvouch.identity.IdentityCenter;
import io.dbvouch.identity.IdentityStore;
import io.dbvouch.identity.Sleeper;
import io.dbvouch.identity.SsoClients;
import io.dbvouch.identity.SsoLogin;
import io.dbvouch.identity.SsoLogout;
import io.dbvouch.identity.SsoTokenCache;
import io.dbvouch.identity.SsoTokens;
import io.dbvouch.ledger.Ledger;
import io.dbvouch.role.AwsProfiles;
import io.dbvouch.role.AwsRoleAuthority;
import io.dbvouch.role.Profile;
import io.dbvouch.role.RoleSession;
import io.dbvouch.role.RoleSessions;
import io.dbvouch.target.Cluster;
import io.dbvouch.target.ClusterDirectory;
import io.dbvouch.target.RdsClusterSource;
import io.dbvouch.target.Target;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything put together for one environment. Opening it opens the ledger first: no ledger, no access.
 *
 * <p>Nothing else is read or made until it is asked for.
 */
public final class Brokerage implements AutoCloseable {
    private final Ledger ledger;
    private final InstantSource clock;
    private final Client client;
    private final Folders folders;
    private final Map<String, String> environment;
    private final AwsProfiles profiles;
    private final SsoTokenCache ssoCache;
    private final Consumer<String> notes;

    private Brokerage(
            Ledger ledger,
            InstantSource clock,
            Client client,
            Folders folders,
            Map<String, String> environment,
            Consumer<String> notes) {
        this.ledger = ledger;
        this.clock = clock;
        this.client = client;
        this.folders = folders;
        this.environment = environment;
        this.profiles = AwsProfiles.load(environment);
        this.notes = notes;
        this.ssoCache = new SsoTokenCache(folders.ssoCache(), folders.locks(), notes);
    }

    /**
     * Opens it.
     *
     * @param environment variables as of the process
     * @param notes takes what a person may want to know that is no failure
     * @throws AccessException.LedgerRefused where the ledger cannot be opened, or its tail does not verify
     * @throws AccessException.BadConfiguration where AWS's configuration does not read
     */
    public static Brokerage open(
            Map<String, String> environment, InstantSource clock, Client client, Consumer<String> notes) {
        Folders folders = Folders.of(environment);
        Ledger ledger = Ledger.open(folders.ledger(), clock);
        try {
            return new Brokerage(ledger, clock, client, folders, environment, notes);
        } catch (AccessException e) {
            ledger.close();
            throw e;
        }
    }

    /** AWS's configuration. */
    public AwsProfiles profiles() {
        return profiles;
    }

    /** The ledger. */
    public Ledger ledger() {
        return ledger;
    }

    /** The broker, whose SDK clients look into {@code profile}; null for the default one. */
    public AccessBroker broker(@Nullable String profile) {
        return new AccessBroker(ledger, clock, client, profiles, roles(profile), joiner(profile), folders.cache());
    }

    /** Where people sign in. */
    public SignInDesk signInDesk(@Nullable String profile) {
        SsoClients sso = new SsoClients(clients(profile));
        return new SignInDesk(
                ledger,
                client,
                new SsoLogin(ssoCache, sso, clock, Sleeper.real()),
                new SsoLogout(ssoCache, sso),
                roles(profile));
    }

    /**
     * The chain as far as it holds.
     *
     * @param target the database; null for the person alone
     * @param profile the AWS profile where no target is named; null for the default one
     */
    public List<ChainInspection.Link> inspect(@Nullable Target target, @Nullable String profile) {
        String name = target != null ? target.aws().profile() : profile;
        return new ChainInspection(profiles.profile(name), target, broker(name), tokens(name)).run();
    }

    /**
     * The chain to a database as it joins now; nothing is asked of the database.
     *
     * @throws AccessException where a link is missing
     */
    public Chain chain(Target target) {
        String name = target.aws().profile();
        Profile profile = profiles.profile(name);
        AccessBroker broker = broker(name);
        RoleSession role = broker.roleSession(profile);
        try {
            return broker.joinRenewing(new AccessRequest(target, "policy"), null, null, profile, role)
                    .chain();
        } catch (Joiner.NotJoined e) {
            throw e.failure();
        }
    }

    /**
     * The PostgreSQL clusters that a profile can see.
     *
     * @param region null for the profile's
     */
    public List<Cluster> discover(@Nullable String profile, @Nullable String region) {
        Profile found = profiles.profile(profile);
        RoleSession role = broker(profile).confirmedRoleSession(found);
        String where = ChainResolver.region(Target.unnamed(profile, region), found, "");
        return resolver(profile).source(role, where).describe(null);
    }

    /**
     * An administrator's user, whose password Secrets Manager has.
     *
     * @param secret the secret's ARN; null for the one in which RDS keeps the password of the cluster's master user
     * @throws AccessException.BadConfiguration where there is no such secret, or no user in it
     * @throws AccessException in another of its kinds where AWS does not tell
     */
    public AdminLogin adminLogin(Target target, @Nullable String secret) {
        String name = target.aws().profile();
        Profile profile = profiles.profile(name);
        RoleSession role = broker(name).confirmedRoleSession(profile);
        AdminSecret secrets = new AdminSecret(clients(name), role);
        if (secret != null) {
            return secrets.read(secret);
        }
        if (!(target.place() instanceof Target.Place.Cluster cluster)) {
            throw new AccessException.BadConfiguration("target \"" + target.name()
                            + "\" names a host and no cluster: RDS cannot be asked for its" + " master user's secret")
                    .hint("name the secret: --admin-secret=ARN");
        }
        String region = ChainResolver.region(target, profile, "");
        return secrets.read(new RdsClusterSource(clients(name), AwsRoleAuthority.credentials(role.key()), region)
                .masterUserSecret(cluster.identifier())
                .orElseThrow(() -> new AccessException.BadConfiguration(
                                "RDS does not keep the password of the master user of cluster \"" + cluster.identifier()
                                        + "\" in Secrets Manager")
                        .evidence("cluster", cluster.identifier())
                        .hint("name a secret: --admin-secret=ARN, or a user: --admin-user NAME")));
    }

    /** Identity Center's administration, as a profile's role may see it. */
    public IdentityCenter identityCenter(@Nullable String profile) {
        return new IdentityCenter(identityService(JsonService.Kind.SSO_ADMIN, profile));
    }

    /**
     * Identity Center's directory, as a profile's role may see it.
     *
     * @param id {@code d-…}; null for that of the account's Identity Center, which is asked for
     */
    public IdentityStore identityStore(@Nullable String profile, @Nullable String id) {
        return new IdentityStore(
                identityService(JsonService.Kind.IDENTITYSTORE, profile),
                id != null ? id : identityCenter(profile).instance().identityStore());
    }

    /** In the region where people sign in, which Identity Center is in. */
    private JsonService identityService(JsonService.Kind kind, @Nullable String name) {
        Profile profile = profiles.profile(name);
        RoleSession role = broker(name).confirmedRoleSession(profile);
        String region = profile instanceof Profile.PermissionSet set
                ? set.role().sso().region()
                : ChainResolver.region(Target.unnamed(name, null), profile, "");
        return new JsonService(kind, clients(name), AwsRoleAuthority.credentials(role.key()), region);
    }

    private Joiner joiner(@Nullable String profile) {
        return new Joiner(client, resolver(profile));
    }

    private ChainResolver resolver(@Nullable String profile) {
        return new ChainResolver(new ClusterDirectory(folders.cache(), clock, notes), clients(profile));
    }

    private RoleSessions roles(@Nullable String profile) {
        return new RoleSessions(folders.cache(), clock, tokens(profile), new AwsRoleAuthority(clients(profile)));
    }

    private SsoTokens tokens(@Nullable String profile) {
        return new SsoTokens(ssoCache, new SsoClients(clients(profile)), clock);
    }

    private AwsClients clients(@Nullable String profile) {
        return new AwsClients(environment, profile);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
