package io.dbvouch.sandbox.aws;

import java.util.List;
import java.util.Locale;

/** A cluster as RDS describes it. */
record RdsCluster(
        String identifier,
        String resourceId,
        String engine,
        String engineVersion,
        String databaseName,
        String status,
        boolean iamAuthentication,
        String writerHost,
        String readerHost,
        int port,
        List<Member> members) {
    /** An instance of a cluster. */
    record Member(String identifier, boolean writer) {}

    /** The suffix of the host names of a cluster in one account and region. */
    static final String DOMAIN = ".cluster-c1abcdefghij." + Company.REGION + ".rds.amazonaws.com";

    /** The same for their readers. */
    static final String READER_DOMAIN = DOMAIN.replace(".cluster-", ".cluster-ro-");

    /** The cluster that is really there. */
    static RdsCluster real(String identifier, ClusterView view) {
        return new RdsCluster(
                identifier,
                Company.CLUSTER_RESOURCE_ID,
                "aurora-postgresql",
                view.engineVersion(),
                "company",
                "available",
                true,
                view.writerHost(),
                view.readerHost(),
                view.port(),
                List.of(new Member(identifier + "-instance-1", true), new Member(identifier + "-instance-2", false)));
    }

    /** A cluster that is only listed: the first is MySQL, the others are PostgreSQL without IAM authentication. */
    static RdsCluster other(int number) {
        String identifier = number == 1 ? "reports-cluster" : String.format(Locale.ROOT, "archive-%03d", number);
        return new RdsCluster(
                identifier,
                String.format(Locale.ROOT, "cluster-OTHERABCDEFGHIJKLM%05d", number),
                number == 1 ? "aurora-mysql" : "aurora-postgresql",
                number == 1 ? "8.0.mysql_aurora.3.08.0" : "16.6",
                "archive",
                number == 1 ? "available" : "stopped",
                false,
                identifier + DOMAIN,
                identifier + READER_DOMAIN,
                number == 1 ? 3306 : 5432,
                List.of());
    }

    /** Identifiers are stored in small letters, and asked for in any. */
    boolean isNamed(String name) {
        return identifier.equalsIgnoreCase(name);
    }

    void writeCluster(Xml xml) {
        xml.open("DBCluster")
                .element("DBClusterIdentifier", identifier)
                .element("DbClusterResourceId", resourceId)
                .element(
                        "DBClusterArn",
                        "arn:aws:rds:" + Company.REGION + ":" + Company.ACCOUNT + ":cluster:" + identifier)
                .element("Status", status)
                .element("Engine", engine)
                .element("EngineVersion", engineVersion)
                .element("EngineMode", "provisioned")
                .element("DatabaseName", databaseName)
                .element("MasterUsername", "postgres")
                .element("Endpoint", writerHost)
                .element("ReaderEndpoint", readerHost)
                .element("Port", port)
                .element("MultiAZ", members.size() > 1)
                .element("StorageEncrypted", true)
                .element("IAMDatabaseAuthenticationEnabled", iamAuthentication)
                .open("DBClusterMembers");
        for (Member member : members) {
            xml.open("DBClusterMember")
                    .element("DBInstanceIdentifier", member.identifier())
                    .element("IsClusterWriter", member.writer())
                    .element("DBClusterParameterGroupStatus", "in-sync")
                    .element("PromotionTier", 1)
                    .close("DBClusterMember");
        }
        xml.close("DBClusterMembers");
        if (resourceId.equals(Company.CLUSTER_RESOURCE_ID)) {
            xml.open("MasterUserSecret")
                    .element("SecretArn", SecretsService.ARN)
                    .element("SecretStatus", "active")
                    .close("MasterUserSecret");
        }
        xml.close("DBCluster");
    }

    void writeInstance(Member member, Xml xml) {
        xml.open("DBInstance")
                .element("DBInstanceIdentifier", member.identifier())
                .element("DBClusterIdentifier", identifier)
                .element("DBInstanceStatus", status)
                .element("DBInstanceClass", "db.r8g.large")
                .element("Engine", engine)
                .element("EngineVersion", engineVersion)
                .element("DBName", databaseName)
                .open("Endpoint")
                .element("Address", member.writer() ? writerHost : readerHost)
                .element("Port", port)
                .close("Endpoint")
                .element("IAMDatabaseAuthenticationEnabled", iamAuthentication)
                .element("CACertificateIdentifier", "rds-ca-rsa2048-g1")
                .close("DBInstance");
    }
}
