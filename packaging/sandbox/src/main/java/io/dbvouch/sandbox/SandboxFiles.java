package io.dbvouch.sandbox;

import io.dbvouch.sandbox.aws.AwsCloud;
import io.dbvouch.sandbox.aws.ClusterView;
import io.dbvouch.sandbox.aws.Company;
import io.dbvouch.sandbox.fault.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes the files that the environment points at: AWS's configuration, credentials and dbvouch's targets. */
final class SandboxFiles {
    private final SandboxDirectory directory;

    SandboxFiles(SandboxDirectory directory) {
        this.directory = directory;
    }

    /** Writes everything, and says which environment makes programs use it. */
    Environment write(AwsCloud cloud, Database database, URI admin) throws IOException {
        Map<String, String> set = new TreeMap<>();
        set.put("SANDBOX_URL", admin.toString());
        set.put("AWS_ENDPOINT_URL_SSO", cloud.endpoint(Service.SSO).toString());
        set.put("AWS_ENDPOINT_URL_SSO_OIDC", cloud.endpoint(Service.OIDC).toString());
        set.put("AWS_ENDPOINT_URL_STS", cloud.endpoint(Service.STS).toString());
        set.put("AWS_ENDPOINT_URL_RDS", cloud.endpoint(Service.RDS).toString());
        set.put(
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                cloud.endpoint(Service.SECRETSMANAGER).toString());
        set.put(
                "AWS_ENDPOINT_URL_IDENTITYSTORE",
                cloud.endpoint(Service.IDENTITYSTORE).toString());
        set.put("AWS_ENDPOINT_URL_SSO_ADMIN", cloud.endpoint(Service.SSOADMIN).toString());
        set.put("AWS_REGION", Company.REGION);
        set.put("AWS_EC2_METADATA_DISABLED", "true");
        set.put("AWS_CONFIG_FILE", directory.write("aws-config", awsConfig()).toString());
        set.put(
                "AWS_SHARED_CREDENTIALS_FILE",
                directory.write("aws-credentials", awsCredentials(cloud)).toString());
        set.put(
                "DBVOUCH_CONFIG",
                directory.write("dbvouch.toml", targets(database)).toString());
        set.put("HOME", directory.directory("home").toString());
        set.put("XDG_STATE_HOME", directory.directory("state").toString());
        set.put("XDG_CACHE_HOME", directory.directory("cache").toString());
        // The sandbox is on loopback; a proxy that the company needs for the rest must not be asked for it.
        set.put("NO_PROXY", "localhost,127.0.0.1,127.0.0.2");
        set.put("no_proxy", "localhost,127.0.0.1,127.0.0.2");
        return new Environment(set, Environment.IN_THE_WAY);
    }

    private static String awsConfig() {
        return """
            [default]
            region = %1$s

            [sso-session corp]
            sso_start_url = %2$s
            sso_region = %1$s
            sso_registration_scopes = sso:account:access

            [profile sandbox]
            sso_session = corp
            sso_account_id = %3$s
            sso_role_name = dba
            region = %1$s

            [profile sandbox-helpdesk]
            sso_session = corp
            sso_account_id = %3$s
            sso_role_name = helpdesk
            region = %1$s

            [profile sandbox-legacy]
            sso_start_url = %2$s
            sso_region = %1$s
            sso_account_id = %3$s
            sso_role_name = dba
            region = %1$s

            [profile ci]
            region = %1$s
            """.formatted(Company.REGION, Company.START_URL, Company.ACCOUNT);
    }

    private static String awsCredentials(AwsCloud cloud) {
        return """
            [ci]
            aws_access_key_id = %s
            aws_secret_access_key = %s
            """.formatted(cloud.machineAccessKeyId(), cloud.machineSecretAccessKey());
    }

    private static String targets(Database database) {
        String byName = "cluster = \"sandbox-cluster\"\n";
        ClusterView view = database.view();
        String tunnel =
                "host = \"" + Company.WRITER_ALIAS + "\"\nport = " + view.port() + "\nhostaddr = \"127.0.0.1\"\n";
        return target("sandbox", "sandbox", byName, "verify-ca", database)
                + target("sandbox-full", "sandbox", byName, "verify-full", database)
                + target("sandbox-tunnel", "sandbox", tunnel, "verify-full", database)
                + target("sandbox-helpdesk", "sandbox-helpdesk", byName, "verify-ca", database)
                + target("sandbox-ci", "ci", byName, "verify-ca", database);
    }

    private static String target(String name, String profile, String where, String mode, Database database) {
        Path ca = database.caFile();
        return "[targets." + name + "]\nprofile = \"" + profile + "\"\n" + where + "region = \"" + Company.REGION
                + "\"\ndbname = \"company\"\nsslmode = \"" + mode + "\"\n"
                + (ca == null ? "" : "sslrootcert = " + tomlString(ca.toString()) + "\n") + "\n";
    }

    /** A basic string, TOML 1.0: quotes and backslashes are escaped; paths here have no control characters. */
    private static String tomlString(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
