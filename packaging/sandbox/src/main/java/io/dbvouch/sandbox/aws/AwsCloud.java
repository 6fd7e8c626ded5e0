package io.dbvouch.sandbox.aws;

import io.dbvouch.sandbox.Journal;
import io.dbvouch.sandbox.cluster.PasswordUser;
import io.dbvouch.sandbox.cluster.TokenCheck;
import io.dbvouch.sandbox.fault.Expiry;
import io.dbvouch.sandbox.fault.Faults;
import io.dbvouch.sandbox.fault.Service;
import io.dbvouch.sandbox.http.Handler;
import io.dbvouch.sandbox.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The AWS services of one company, each at an address of its own, as AWS's are. */
public final class AwsCloud implements AutoCloseable {
    /**
     * How the services behave.
     *
     * @param autoApprove who approves every sign-in at once; null: a person does, on a page
     * @param tokenLifetime how long an SSO access token lives
     * @param signInLifetime how long a sign-in can be refreshed
     * @param roleSessionLifetime how long role credentials from SSO live
     * @param deviceCodeLifetime how long a device code waits
     * @param pollInterval how often a device code may be polled for
     * @param otherClusters how many clusters RDS lists besides the one that is there
     */
    public record Settings(
            @Nullable Person autoApprove,
            Duration tokenLifetime,
            Duration signInLifetime,
            Duration roleSessionLifetime,
            Duration deviceCodeLifetime,
            Duration pollInterval,
            int otherClusters) {}

    private final CompanyClock clock;
    private final Clients clients;
    private final Tokens tokens;
    private final AccessKeys keys;
    private final AccessKey machineKey;
    private final Company company;
    private final Settings settings;
    private final Map<Service, LoopbackServer> servers = new EnumMap<>(Service.class);

    /** A company whose services do not run yet. */
    public AwsCloud(Company company, Settings settings, CompanyClock clock) {
        this.company = company;
        this.settings = settings;
        this.clock = clock;
        this.clients = new Clients(clock);
        this.tokens = new Tokens(clock, settings.tokenLifetime(), settings.signInLifetime());
        this.keys = new AccessKeys(clock);
        this.machineKey = keys.issue(company.machine());
    }

    /**
     * Starts the services.
     *
     * @param master the cluster's master user; empty where there is no database
     */
    public void start(
            Faults faults, Journal journal, Supplier<ClusterView> cluster, Supplier<Optional<PasswordUser>> master)
            throws IOException {
        DeviceCodes deviceCodes = new DeviceCodes(clock, settings.deviceCodeLifetime(), settings.pollInterval());
        AuthorizationCodes authorizationCodes = new AuthorizationCodes(clock, tokens);
        SignInPages pages = new SignInPages(
                company, clients, deviceCodes, authorizationCodes, faults, journal, settings.autoApprove());
        AtomicReference<URI> oidc = new AtomicReference<>(URI.create("http://127.0.0.1"));
        RequestAuthenticator authenticator = new RequestAuthenticator(keys, clock);
        serve(
                Service.OIDC,
                new OidcService(
                        new ApiFront(Service.OIDC, RestDialect.OIDC, faults, journal),
                        clients,
                        deviceCodes,
                        authorizationCodes,
                        tokens,
                        faults,
                        clock,
                        oidc::get,
                        settings.autoApprove(),
                        pages));
        oidc.set(endpoint(Service.OIDC));
        serve(
                Service.SSO,
                new PortalService(
                        new ApiFront(Service.SSO, RestDialect.PORTAL, faults, journal),
                        company,
                        tokens,
                        keys,
                        clock,
                        settings.roleSessionLifetime()));
        serve(
                Service.STS,
                new StsService(
                        new ApiFront(Service.STS, QueryDialect.STS, faults, journal),
                        authenticator,
                        keys,
                        company,
                        clock));
        serve(
                Service.RDS,
                new RdsService(
                        new ApiFront(Service.RDS, QueryDialect.RDS, faults, journal),
                        authenticator,
                        cluster,
                        settings.otherClusters()));
        JsonService.Operations secrets = new SecretsService(master);
        serve(
                Service.SECRETSMANAGER,
                json(Service.SECRETSMANAGER, "secretsmanager", secrets, authenticator, faults, journal));
        JsonService.Operations directory = new IdentityStoreService(company);
        serve(
                Service.IDENTITYSTORE,
                json(Service.IDENTITYSTORE, "AWSIdentityStore", directory, authenticator, faults, journal));
        JsonService.Operations admin = new SsoAdminService();
        serve(Service.SSOADMIN, json(Service.SSOADMIN, "SWBExternalService", admin, authenticator, faults, journal));
    }

    /** Identity Center's administration signs as sso, the others as they are called. */
    private static JsonService json(
            Service service,
            String target,
            JsonService.Operations operations,
            RequestAuthenticator authenticator,
            Faults faults,
            Journal journal) {
        return new JsonService(
                new ApiFront(service, JsonDialect.JSON, faults, journal),
                authenticator,
                target,
                service == Service.SSOADMIN ? "sso" : service.text(),
                operations);
    }

    private void serve(Service service, Handler handler) throws IOException {
        servers.put(service, LoopbackServer.start(service.text(), handler, clock));
    }

    /** Where a service is. */
    public URI endpoint(Service service) {
        LoopbackServer server = servers.get(service);
        if (server == null) {
            throw new IllegalStateException(service.text() + " does not run");
        }
        return server.uri();
    }

    /** What the cluster asks about a password that may be a token. */
    public TokenCheck tokenCheck() {
        return new RdsTokenCheck(keys, clock);
    }

    /** The access key id of the machine user. */
    public String machineAccessKeyId() {
        return machineKey.id();
    }

    /** The secret access key of the machine user, for the credentials file. */
    public String machineSecretAccessKey() {
        return machineKey.secret();
    }

    /** Makes something that was issued expire now. */
    public void expire(Expiry what) {
        switch (what) {
            case ACCESS_TOKENS -> tokens.expireAccessTokens();
            case SIGN_INS -> tokens.expireSignIns();
            case CLIENTS -> clients.expireAll();
            case ROLE_SESSIONS -> keys.expireSessions();
        }
    }

    /** Stops the services. */
    @Override
    public void close() throws IOException {
        for (LoopbackServer server : servers.values()) {
            server.close();
        }
    }
}
