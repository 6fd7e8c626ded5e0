package io.dbvouch.sandbox.aws;

import io.dbvouch.sandbox.aws.Policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The company: one account, its people, permission sets, roles and one machine user.
 *
 * <p>Everyone with a permission set may look clusters up and may connect to the cluster as the database user that their
 * principal tag {@code userName} names. The role {@value #CHAIN_ROLE} is there to be assumed by role sessions.
 */
public final class Company {
    /** The account id. */
    public static final String ACCOUNT = "123456789012";
    /** The region of everything. */
    public static final String REGION = "eu-west-1";
    /** The start URL of the AWS access portal, which is also the issuer. */
    public static final String START_URL = "https://d-1234567890.awsapps.com/start";
    /** The resource id of the cluster, as policies name it. */
    public static final String CLUSTER_RESOURCE_ID = "cluster-SANDBOXABCDEFGHIJKLMNOPQ";
    /** The cluster's host name as RDS would give it; tokens and certificates for the writer may have it. */
    public static final String WRITER_ALIAS = "sandbox-cluster" + RdsCluster.DOMAIN;
    /** The same for the reader. */
    public static final String READER_ALIAS = "sandbox-cluster" + RdsCluster.READER_DOMAIN;
    /** The machine user, of IAM and of the database. */
    public static final String MACHINE_USER = "ci";
    /** A role that role sessions may assume, with their own {@code userName} tag or with none. */
    public static final String CHAIN_ROLE = "database-access";

    /** The id of Identity Center's directory. */
    static final String IDENTITY_STORE = "d-1234567890";

    private static final Map<String, String> PERMISSION_SETS =
            Map.of("dba", "1f2e3d4c5b6a7988", "helpdesk", "8a9b0c1d2e3f4a5b");

    private final Map<String, Person> people;

    /**
     * The company with more people than it has anyway.
     *
     * @throws IllegalArgumentException when one of them is there already
     */
    public Company(List<Person> more) {
        Map<String, Person> all = new LinkedHashMap<>();
        for (Person person : List.of(
                new Person("arianna", "dba", true),
                new Person("paola", "dba", true),
                new Person("mallory", "dba", false),
                new Person("helpdesk", "helpdesk", true))) {
            all.put(person.name(), person);
        }
        for (Person person : more) {
            if (all.putIfAbsent(person.name(), person) != null) {
                throw new IllegalArgumentException("there already is a user \"" + person.name() + "\"");
            }
        }
        this.people = all;
    }

    /** Everyone, those who are always there first. */
    public List<Person> people() {
        return List.copyOf(people.values());
    }

    /** The person with this IdP user name, to the letter. */
    public Optional<Person> person(String name) {
        return Optional.ofNullable(people.get(name));
    }

    /** The ARN that rds-db:connect is about. */
    static String databaseUserArn(String databaseUser) {
        return "arn:aws:rds-db:" + REGION + ":" + ACCOUNT + ":dbuser:" + CLUSTER_RESOURCE_ID + "/" + databaseUser;
    }

    static String roleArn(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
    }

    /** The session of a permission set, with the tag that "attributes for access control" adds. */
    Principal.RoleSession permissionSetSession(Person person) {
        String hash = PERMISSION_SETS.getOrDefault(person.permissionSet(), "");
        return new Principal.RoleSession(
                "AWSReservedSSO_" + person.permissionSet() + "_" + hash,
                "AROA" + hash.toUpperCase(Locale.ROOT),
                person.name(),
                policy(person.permissionSet()),
                Map.of("userName", person.name()),
                Set.of(),
                null,
                false);
    }

    /** The session that AssumeRole on the chain role makes. */
    Principal.RoleSession chainedSession(
            String sessionName,
            Map<String, String> tags,
            Set<String> transitiveTagKeys,
            @Nullable String sourceIdentity,
            boolean chained) {
        return new Principal.RoleSession(
                CHAIN_ROLE,
                "AROACHAINROLEABCDEFGH",
                sessionName,
                ownDatabaseUser(),
                tags,
                transitiveTagKeys,
                sourceIdentity,
                chained);
    }

    /** The machine user, which has no tags: its policy names its database user. */
    Principal.IamUser machine() {
        return new Principal.IamUser(
                MACHINE_USER,
                "AIDASANDBOXCIUSERABCD",
                new Policy(List.of(
                        new Statement("rds:Describe*", "*"),
                        new Statement("sts:*", roleArn(CHAIN_ROLE)),
                        new Statement("rds-db:connect", databaseUserArn(MACHINE_USER)))));
    }

    /** The permission sets, by name. */
    static Set<String> permissionSets() {
        return PERMISSION_SETS.keySet();
    }

    /** A permission set's inline policy; the helpdesk's also lets it use the master user, and see who there is. */
    static Policy policy(String permissionSet) {
        Policy own = ownDatabaseUser();
        if (!permissionSet.equals("helpdesk")) {
            return own;
        }
        List<Statement> statements = new ArrayList<>(own.statements());
        statements.add(new Statement("secretsmanager:GetSecretValue", SecretsService.ARN));
        statements.add(new Statement("identitystore:*", "*"));
        statements.add(new Statement("sso:*", "*"));
        return new Policy(statements);
    }

    private static Policy ownDatabaseUser() {
        return new Policy(List.of(
                new Statement("rds:Describe*", "*"),
                new Statement("sts:*", roleArn(CHAIN_ROLE)),
                new Statement("rds-db:connect", databaseUserArn("${aws:PrincipalTag/userName}"))));
    }
}
