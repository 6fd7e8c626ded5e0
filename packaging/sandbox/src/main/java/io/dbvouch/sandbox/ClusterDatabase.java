package io.dbvouch.sandbox;

import io.dbvouch.sandbox.aws.ClusterView;
import io.dbvouch.sandbox.aws.Company;
import io.dbvouch.sandbox.aws.Person;
import io.dbvouch.sandbox.cluster.Cluster;
import io.dbvouch.sandbox.cluster.ClusterSettings;
import io.dbvouch.sandbox.cluster.PasswordUser;
import io.dbvouch.sandbox.cluster.Teardown;
import io.dbvouch.sandbox.cluster.TokenCheck;
import io.dbvouch.sandbox.cluster.Transport;
import io.dbvouch.sandbox.pki.CertificateKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cluster, with its faults by name: {@code certificate=KIND}, {@code tls=HOW}, {@code slow=MS}, {@code refused}, which
 * stand until they are cleared, and {@code moved}, {@code dropped} and {@code restarted}, which happen once.
 */
record ClusterDatabase(Cluster cluster) implements Database {
    private static final int MAX_DELAY_MILLIS = 600_000;

    /** Starts the cluster, and leaves it to {@code teardown} to stop it. */
    static ClusterDatabase start(
            SandboxDirectory directory,
            @Nullable Path postgres,
            Company company,
            TokenCheck check,
            Journal journal,
            Teardown teardown)
            throws IOException {
        List<String> users = new ArrayList<>(company.people().stream()
                .filter(Person::databaseUser)
                .map(Person::name)
                .toList());
        users.add(Company.MACHINE_USER);
        Path home = directory.path();
        return new ClusterDatabase(Cluster.start(
                new ClusterSettings(
                        home.resolve("cluster"),
                        home.resolve("ca.pem"),
                        postgres,
                        0,
                        users,
                        List.of(Company.WRITER_ALIAS),
                        List.of(Company.READER_ALIAS)),
                check,
                journal,
                teardown));
    }

    @Override
    public ClusterView view() {
        return new ClusterView(Cluster.WRITER, Cluster.READER, cluster.port(), cluster.version());
    }

    @Override
    public Path caFile() {
        return cluster.rootPem();
    }

    @Override
    public Optional<PasswordUser> master() {
        return Optional.of(cluster.master());
    }

    @Override
    public boolean fault(String kind, @Nullable String value) {
        try {
            return switch (kind) {
                case "certificate" -> {
                    cluster.faults().certificate(certificate(value));
                    yield true;
                }
                case "tls" -> {
                    cluster.faults().transport(transport(value));
                    yield true;
                }
                case "slow" -> {
                    cluster.faults().slowLogin(delay(value));
                    yield true;
                }
                case "refused" -> {
                    cluster.faults().refuseConnections(true);
                    yield true;
                }
                case "moved" -> {
                    cluster.faults().move();
                    yield false;
                }
                case "dropped" -> {
                    cluster.faults().dropSessions();
                    yield false;
                }
                case "restarted" -> {
                    cluster.faults().restart();
                    yield false;
                }
                default -> throw new IllegalArgumentException("there is no fault \"cluster." + kind + "\"");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static CertificateKind certificate(@Nullable String value) {
        for (CertificateKind kind : CertificateKind.values()) {
            if (name(kind).equals(value)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("the fault cluster.certificate takes one of "
                + Arrays.stream(CertificateKind.values())
                        .map(ClusterDatabase::name)
                        .collect(Collectors.joining(", ")));
    }

    private static String name(CertificateKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Transport transport(@Nullable String value) {
        return switch (value) {
            case "plaintext" -> Transport.PLAINTEXT_ONLY;
            case "tls1.1" -> Transport.TLS_1_1_ONLY;
            case "hang-up" -> Transport.HANG_UP;
            case "normal" -> Transport.TLS;
            case null, default ->
                throw new IllegalArgumentException(
                        "the fault cluster.tls takes one of plaintext, tls1.1, hang-up, normal");
        };
    }

    private static Duration delay(@Nullable String value) {
        if (value == null || !value.matches("\\d{1,6}") || Integer.parseInt(value) > MAX_DELAY_MILLIS) {
            throw new IllegalArgumentException(
                    "the fault cluster.slow takes a whole number from 0 to " + MAX_DELAY_MILLIS);
        }
        return Duration.ofMillis(Integer.parseInt(value));
    }

    @Override
    public void clearFaults() {
        try {
            cluster.faults().clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
