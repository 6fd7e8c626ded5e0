package io.dbvouch.target;

import io.dbvouch.AccessException;
import io.dbvouch.aws.AwsClients;
import io.dbvouch.aws.AwsFailures;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;

/** Asks {@code rds:DescribeDBClusters}. */
public final class RdsClusterSource implements ClusterSource {
    private final AwsClients clients;
    private final AwsCredentials credentials;
    private final String region;

    public RdsClusterSource(AwsClients clients, AwsCredentials credentials, String region) {
        this.clients = clients;
        this.credentials = credentials;
        this.region = region;
    }

    @Override
    public List<Cluster> describe(@Nullable String identifier) {
        DescribeDbClustersRequest request = DescribeDbClustersRequest.builder()
                .dbClusterIdentifier(identifier)
                .build();
        try (RdsClient rds = client()) {
            return rds.describeDBClustersPaginator(request).dbClusters().stream()
                    .filter(cluster ->
                            cluster.engine() != null && cluster.engine().contains("postgres"))
                    .filter(cluster -> cluster.endpoint() != null && cluster.port() != null)
                    .map(RdsClusterSource::read)
                    .toList();
        } catch (DbClusterNotFoundException _) {
            return List.of();
        } catch (SdkException e) {
            AccessException failure = AwsFailures.translate(e, "rds:DescribeDBClusters");
            throw failure instanceof AccessException.Denied && !AwsFailures.areCredentialsRefused(failure)
                    ? failure.hint("name host and port in place of the cluster, or have rds:DescribeDBClusters allowed")
                    : failure;
        }
    }

    /**
     * The ARN of the secret in which RDS keeps the master user's password; empty where it keeps none.
     *
     * @throws AccessException.BadConfiguration where there is no such cluster
     */
    public Optional<String> masterUserSecret(String identifier) {
        try (RdsClient rds = client()) {
            return rds.describeDBClusters(request -> request.dbClusterIdentifier(identifier)).dbClusters().stream()
                    .findFirst()
                    .map(DBCluster::masterUserSecret)
                    .map(MasterUserSecret::secretArn);
        } catch (DbClusterNotFoundException e) {
            throw new AccessException.BadConfiguration("there is no cluster \"" + identifier + "\" in " + region, e)
                    .evidence("cluster", identifier);
        } catch (SdkException e) {
            throw AwsFailures.translate(e, "rds:DescribeDBClusters");
        }
    }

    private RdsClient client() {
        return clients.configure(RdsClient.builder(), "RDS", region)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private static Cluster read(DBCluster cluster) {
        String reader = cluster.readerEndpoint();
        return new Cluster(
                cluster.dbClusterIdentifier(),
                cluster.dbClusterResourceId() == null ? "*" : cluster.dbClusterResourceId(),
                cluster.engine(),
                cluster.engineVersion() == null ? "" : cluster.engineVersion(),
                cluster.status() == null ? "" : cluster.status(),
                new Endpoint(cluster.endpoint(), cluster.port()),
                reader == null ? null : new Endpoint(reader, cluster.port()),
                cluster.databaseName(),
                Boolean.TRUE.equals(cluster.iamDatabaseAuthenticationEnabled()));
    }
}
