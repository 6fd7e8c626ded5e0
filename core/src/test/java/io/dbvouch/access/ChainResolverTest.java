package io.dbvouch.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.AccessException;
import io.dbvouch.aws.AwsClients;
import io.dbvouch.role.Profile;
import io.dbvouch.role.RoleSession;
import io.dbvouch.target.Cluster;
import io.dbvouch.target.ClusterDirectory;
import io.dbvouch.target.Endpoint;
import io.dbvouch.target.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainResolverTest {
    private static final Target LAB = Samples.host("db.example.com", null);

    @TempDir
    Path cache;

    private static String user(String caller, @org.jspecify.annotations.Nullable String dbUser, boolean shared) {
        return ChainResolver.user(Samples.person(caller), Samples.with(LAB, Samples.rules(dbUser, shared)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"arianna", "Arianna.O'Neil@example.com", "a+b=c,d-e_f", "UPPER", "x"})
    void user_nothingSaid_isTheRoleSessionsNameToTheLetter(String name) {
        assertThat(user(name, null, false)).isEqualTo(name);
        assertThat(user(name, name, false)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"arianna, paola", "arianna, Arianna", "Arianna, arianna", "arianna, 'arianna '", "a@b.c, a"})
    void user_anotherThanTheRoleSessions_isDenied(String name, String wanted) {
        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> user(name, wanted, false))
                .withMessage("you are \"" + name + "\", not \"" + wanted + "\"")
                .satisfies(e ->
                        assertThat(e.evidence()).containsEntry("user", wanted).containsKey("arn"))
                .satisfies(e -> assertThat(e.hints().getFirst()).contains("shared_user = true"));
    }

    @Test
    void user_shared_isTheOneNamed() {
        assertThat(user("arianna", "app", true)).isEqualTo("app");
        assertThat(user("arianna", null, true)).isEqualTo("arianna");
    }

    @Test
    void user_machineWithoutAName_needsASharedUser() {
        RoleSession root = Samples.machine("arn:aws:iam::123456789012:root");

        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> ChainResolver.user(root, LAB))
                .withMessage("arn:aws:iam::123456789012:root has no name that a database user could have");
        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> ChainResolver.user(root, Samples.with(LAB, Samples.rules("app", false))))
                .withMessage("you are \"arn:aws:iam::123456789012:root\", not \"app\"");
        assertThat(ChainResolver.user(root, Samples.with(LAB, Samples.rules("app", true))))
                .isEqualTo("app");
        assertThat(ChainResolver.user(Samples.machine("arn:aws:iam::123456789012:user/x/ci"), LAB))
                .isEqualTo("ci");
    }

    /** Else who may assume a role that may connect as somebody could be that somebody. */
    @Test
    void user_sessionOfAnOrdinaryRole_isNeverItsName() {
        String arn = "arn:aws:sts::123456789012:assumed-role/deploy/arianna";
        RoleSession deploy = Samples.machine(arn);
        RoleSession notQuite = Samples.machine("arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_dba/arianna");

        for (Target target : List.of(LAB, Samples.with(LAB, Samples.rules(null, true)))) {
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> ChainResolver.user(deploy, target))
                    .withMessage(arn + " has no name that a database user could have")
                    .satisfies(e -> assertThat(e.notes())
                            .containsExactly(
                                    "whoever assumes the role \"deploy\" chooses the session's name: it vouches"
                                            + " for nobody"))
                    .satisfies(e -> assertThat(e.hints().getFirst()).contains("db_user, shared_user = true"));
        }
        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> ChainResolver.user(deploy, Samples.with(LAB, Samples.rules("arianna", false))))
                .withMessage("you are \"" + arn + "\", not \"arianna\"")
                .satisfies(e -> assertThat(e.evidence()).containsEntry("user", "arianna"));
        assertThatExceptionOfType(AccessException.Denied.class).isThrownBy(() -> ChainResolver.user(notQuite, LAB));
        assertThat(ChainResolver.user(deploy, Samples.with(LAB, Samples.rules("app", true))))
                .isEqualTo("app");
    }

    @Test
    void user_longerThanPostgresKeeps_isDeniedBeforeAnythingIsSent() {
        assertThat(user("a".repeat(63), null, false)).hasSize(63);
        assertThat(user("x", "é".repeat(31), true)).hasSize(31);
        for (String name : List.of("a".repeat(64), "é".repeat(32), "\uD83D\uDE00".repeat(16))) {
            assertThatExceptionOfType(AccessException.Denied.class)
                    .isThrownBy(() -> user("x", name, true))
                    .withMessageEndingWith(" has 64 bytes; PostgreSQL cuts names at 63")
                    .satisfies(e -> assertThat(e.evidence()).containsEntry("bytes", "64"));
        }
    }

    @Test
    void user_withNul_isDenied() {
        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> user("x", "a\0b", true))
                .withMessage("\"a\\0b\" is no name of a database user");
        assertThatExceptionOfType(AccessException.Denied.class).isThrownBy(() -> user("x", "", true));
    }

    @ParameterizedTest
    @CsvSource({
        "db.c1.eu-west-1.rds.amazonaws.com, eu-west-1",
        "db.cluster-c1.us-east-2.rds.amazonaws.com, us-east-2",
        "db.cluster-ro-c1.ap-southeast-4.rds.amazonaws.com, ap-southeast-4",
        "DB.Cluster-C1.EU-West-1.RDS.amazonaws.com, eu-west-1",
        "db.c1.eu-west-1.rds.amazonaws.com., eu-west-1",
        "db.c1.us-gov-west-1.rds.amazonaws.com, us-gov-west-1",
        "db.c1.rds.cn-north-1.amazonaws.com.cn, cn-north-1",
        "db.cluster-c1.rds.cn-northwest-1.amazonaws.com.cn, cn-northwest-1",
        "db.c1.eusc-de-east-1.rds.amazonaws.eu, eusc-de-east-1",
        "db.c1.us-iso-east-1.rds.c2s.ic.gov, us-iso-east-1",
        "proxy.proxy-c1.mx-central-1.rds.amazonaws.com, mx-central-1",
        "db.example.com, eu-west-2",
        "eu-west-1.rds.amazonaws.com, eu-west-2",
        "rds.eu-west-1.amazonaws.com, eu-west-2",
        "db.c1.eu-west-1.rds, eu-west-2",
        "db.c1.eu-west-1.ec2.amazonaws.com, eu-west-2",
        "db.c1.nowhere.rds.amazonaws.com, eu-west-2",
        "10.0.0.1, eu-west-2",
        "'::1', eu-west-2",
    })
    void region_nothingSaid_isTheHostsElseTheProfiles(String host, String region) {
        assertThat(ChainResolver.region(LAB, Samples.PROFILE, host)).isEqualTo(region);
    }

    @Test
    void region_precedence_isTargetHostProfileSignIn() {
        String rds = "db.c1.eu-west-1.rds.amazonaws.com";
        Profile without = new Profile.PermissionSet("dba", null, Samples.DBA);

        assertThat(ChainResolver.region(Samples.host(rds, "us-east-1"), Samples.PROFILE, rds))
                .isEqualTo("us-east-1");
        assertThat(ChainResolver.region(LAB, without, "db.example.com")).isEqualTo("eu-west-1");
        assertThatExceptionOfType(AccessException.BadConfiguration.class)
                .isThrownBy(() ->
                        ChainResolver.region(LAB, new Profile.StaticKey("ci", null, Samples.KEY), "db.example.com"))
                .withMessage("no AWS region is named for target \"lab\"");
    }

    private ClusterDirectory clusters() {
        return new ClusterDirectory(cache, () -> Samples.NOON, _ -> {});
    }

    private ChainResolver resolver() {
        return new ChainResolver(clusters(), new AwsClients(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"), null));
    }

    private Target cluster(boolean reader, Target.Rules rules) {
        return new Target(
                "prod",
                new Target.Aws(null, null),
                new Target.Place.Cluster("aupg", reader),
                null,
                null,
                new Target.Tls(null, null),
                rules);
    }

    private void remembered() {
        clusters()
                .find(
                        new ClusterDirectory.Key("123456789012", "eu-west-2", "aupg"),
                        () -> _ -> List.of(new Cluster(
                                "aupg",
                                "cluster-ABC",
                                "aurora-postgresql",
                                "17.5",
                                "available",
                                new Endpoint("writer", 5433),
                                new Endpoint("reader", 5433),
                                null,
                                true)));
    }

    @Test
    void resolve_rememberedCluster_isItsEndpointAndPolicyResource() {
        remembered();
        RoleSession role = Samples.person("arianna");

        Chain chain = resolver()
                .resolve(Person.of(role), role, Samples.PROFILE, cluster(false, Samples.rules(null, false)), "arianna");

        assertThat(chain.endpoint()).hasToString("writer:5433");
        assertThat(chain.region()).isEqualTo("eu-west-2");
        assertThat(chain.database()).as("as in libpq").isEqualTo("arianna");
        assertThat(chain.policyResource())
                .isEqualTo("arn:aws:rds-db:eu-west-2:123456789012:dbuser:cluster-ABC/arianna");
        assertThat(chain.sharedUser()).isFalse();
    }

    @Test
    void resolve_sharedUserAtTheReader_isWhatThePolicyHasToName() {
        remembered();
        RoleSession role = Samples.person("arianna");

        Chain chain = resolver()
                .resolve(Person.of(role), role, Samples.PROFILE, cluster(true, Samples.rules("app", true)), "app");

        assertThat(chain.endpoint()).hasToString("reader:5433");
        assertThat(chain.policyResource()).endsWith("/app");
        assertThat(chain.sharedUser()).isTrue();
    }

    @Test
    void resolve_otherPartition_isInThePolicyResource() {
        remembered();
        RoleSession role = new RoleSession(
                Samples.KEY,
                null,
                Samples.caller("arn:aws-cn:sts::123456789012:assumed-role/AWSReservedSSO_dba_0123456789abcdef/x"),
                Samples.DBA);

        assertThat(resolver()
                        .resolve(
                                Person.of(role), role, Samples.PROFILE, cluster(false, Samples.rules(null, false)), "x")
                        .policyResource())
                .startsWith("arn:aws-cn:rds-db:");
    }

    @Test
    void resolve_host_asksNobody() {
        RoleSession role = Samples.person("arianna");

        Chain chain = resolver().resolve(Person.of(role), role, Samples.PROFILE, LAB, "arianna");

        assertThat(chain.endpoint()).hasToString("db.example.com:5432");
        assertThat(chain.database()).isEqualTo("mylab");
        assertThat(chain.policyResource()).isNull();
    }

    @Test
    void resolve_databaseNameTooLong_isDenied() {
        RoleSession role = Samples.person("arianna");
        Target target = new Target("lab", LAB.aws(), LAB.place(), null, "d".repeat(64), LAB.tls(), LAB.rules());

        assertThatExceptionOfType(AccessException.Denied.class)
                .isThrownBy(() -> resolver().resolve(Person.of(role), role, Samples.PROFILE, target, "arianna"))
                .withMessageStartingWith("the database's name ");
    }

    @Test
    void forget_saysWhetherThereWasAnything() {
        RoleSession role = Samples.person("arianna");
        Target target = cluster(false, Samples.rules(null, false));

        assertThat(resolver().forget(target, Samples.PROFILE, role)).isFalse();
        remembered();
        assertThat(resolver().forget(target, Samples.PROFILE, role)).isTrue();
        assertThat(resolver().forget(target, Samples.PROFILE, role)).isFalse();
        assertThat(resolver().forget(LAB, Samples.PROFILE, role)).isFalse();
    }
}
