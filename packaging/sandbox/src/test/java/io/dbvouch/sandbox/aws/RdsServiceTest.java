package io.dbvouch.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dbvouch.sandbox.Aws;
import io.dbvouch.sandbox.Sandbox;
import io.dbvouch.sandbox.SandboxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersResponse;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.RdsException;

class RdsServiceTest {
    private Sandbox sandbox;
    private RdsClient rds;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.defaults()
                .withoutDatabase()
                .withAutoApprove("helpdesk")
                .withOtherClusters(25));
        Aws aws = new Aws(sandbox);
        rds = aws.rds(aws.roleCredentials("helpdesk"));
    }

    @AfterEach
    void stop() throws Exception {
        rds.close();
        sandbox.close();
    }

    @Test
    void describeClusters_byIdentifier_tellsAllThatConnectingNeeds() {
        DBCluster cluster = rds.describeDBClusters(request -> request.dbClusterIdentifier("Sandbox-Cluster"))
                .dbClusters()
                .getFirst();

        assertThat(cluster.endpoint()).isEqualTo("localhost");
        assertThat(cluster.readerEndpoint()).isEqualTo("127.0.0.2");
        assertThat(cluster.port()).isPositive();
        assertThat(cluster.engine()).isEqualTo("aurora-postgresql");
        assertThat(cluster.databaseName()).isEqualTo("company");
        assertThat(cluster.status()).isEqualTo("available");
        assertThat(cluster.iamDatabaseAuthenticationEnabled()).isTrue();
        assertThat(cluster.dbClusterResourceId()).startsWith("cluster-");
        assertThat(cluster.dbClusterMembers()).hasSize(2);
        assertThat(cluster.dbClusterMembers())
                .filteredOn(member -> member.isClusterWriter())
                .hasSize(1);
    }

    @Test
    void describeClusters_paged_givesEachOnce() {
        DescribeDbClustersResponse first = rds.describeDBClusters(request -> request.maxRecords(20));
        DescribeDbClustersResponse second =
                rds.describeDBClusters(request -> request.maxRecords(20).marker(first.marker()));

        assertThat(first.dbClusters()).hasSize(20);
        assertThat(second.dbClusters()).hasSize(6);
        assertThat(second.marker()).isNull();
        assertThat(rds.describeDBClustersPaginator(request -> request.maxRecords(20))
                        .dbClusters())
                .extracting(DBCluster::dbClusterIdentifier)
                .hasSize(26)
                .doesNotHaveDuplicates()
                .contains("sandbox-cluster", "reports-cluster");
    }

    @Test
    void describeClusters_filtered_givesTheOnes() {
        assertThat(rds.describeDBClusters(request -> request.filters(Filter.builder()
                                .name("engine")
                                .values("aurora-mysql", "mysql")
                                .build()))
                        .dbClusters())
                .extracting(DBCluster::dbClusterIdentifier)
                .containsExactly("reports-cluster");
    }

    @Test
    void describe_refusals_areAwsExceptions() {
        assertThatExceptionOfType(DbClusterNotFoundException.class)
                .isThrownBy(() -> rds.describeDBClusters(request -> request.dbClusterIdentifier("nothing")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404))
                .withMessageContaining("DBCluster nothing not found");
        assertThatExceptionOfType(DbInstanceNotFoundException.class)
                .isThrownBy(() -> rds.describeDBInstances(request -> request.dbInstanceIdentifier("nothing")));
        for (int size : new int[] {19, 101}) {
            assertThatExceptionOfType(RdsException.class)
                    .isThrownBy(() -> rds.describeDBClusters(request -> request.maxRecords(size)))
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue"));
        }
        assertThatExceptionOfType(RdsException.class)
                .isThrownBy(() -> rds.describeDBClusters(request -> request.marker("forged")));
        assertThatExceptionOfType(RdsException.class)
                .isThrownBy(() -> rds.describeDBSubnetGroups())
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"));
    }

    @Test
    void describe_withFaults_isRefusedAsOrdered() {
        sandbox.faults().add("rds.429=1");
        sandbox.faults().add("rds.500=1");
        sandbox.faults().add("rds.denied=1");

        assertThatExceptionOfType(RdsException.class)
                .isThrownBy(() -> rds.describeDBClusters())
                .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());
        assertThatExceptionOfType(RdsException.class)
                .isThrownBy(() -> rds.describeDBClusters())
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500));
        assertThatExceptionOfType(RdsException.class)
                .isThrownBy(() -> rds.describeDBClusters())
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
        assertThat(rds.describeDBClusters().dbClusters()).isNotEmpty();
    }

    @Test
    void describe_signedWithAnotherSecret_isRefused() {
        Aws aws = new Aws(sandbox);
        AwsSessionCredentials credentials = aws.roleCredentials("helpdesk");
        try (RdsClient wrong =
                aws.rds(AwsSessionCredentials.create(credentials.accessKeyId(), "x", credentials.sessionToken()))) {
            assertThatExceptionOfType(RdsException.class)
                    .isThrownBy(() -> wrong.describeDBClusters())
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch"));
        }
    }

    @Test
    void describeInstances_tellsWriterAndReader() {
        assertThat(rds.describeDBInstances().dbInstances())
                .extracting(instance -> instance.endpoint().address())
                .containsExactly("localhost", "127.0.0.2");
    }
}
